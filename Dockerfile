# Taken by BuildKit and by the builder before it alike.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build

# What Maven downloads, in a layer that stays until the pom changes: the build of the two classes that hardly ever do.
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main/java/dev/imageclustering/Launcher.java src/main/java/dev/imageclustering/package-info.java \
     src/main/java/dev/imageclustering/
RUN ./mvnw -B -ntp -q -Dmaven.test.skip package && rm -r target src

COPY src/main src/main
RUN ./mvnw -B -ntp -q -Dmaven.test.skip package \
 && java -Djarmode=tools -jar target/image-clustering.jar extract --layers --destination layers

# The native libraries, unpacked where they are looked for: a container cannot write there. Learning from a few photos
# loads all of them. Of two that have the same bytes one is a link.
COPY examples examples
RUN mkdir /app \
 && cp -a layers/dependencies/. layers/snapshot-dependencies/. layers/application/. /app/ \
 && java -Duser.timezone=UTC -Dorg.bytedeco.javacpp.cachedir=/app/native -jar /app/image-clustering.jar \
      learn-descriptor examples /tmp/tables \
 && cd /app/native/openblas-*/org/bytedeco/openblas/linux-x86_64 \
 && cmp libopenblas.so.0 libopenblas_nolapack.so.0 \
 && ln -sf libopenblas.so.0 libopenblas_nolapack.so.0


FROM eclipse-temurin:25-jre

# The libraries of the optional formats have other names in each release; one that a release lacks is left out.
RUN apt-get update -qq \
 && apt-cache pkgnames | grep -xE 'libheif1|libheif-plugin-(libde265|dav1d|aomdec)|libjxl0\.[0-9]+' \
    | xargs -r apt-get install -y -qq --no-install-recommends \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install -d -o app -g app /data

COPY --from=build /build/layers/dependencies/ /app/
COPY --from=build /app/native /app/native
COPY --from=build /build/layers/snapshot-dependencies/ /app/
COPY --from=build /build/layers/application/ /app/
COPY entrypoint.sh docker/make-class-cache LICENSE THIRD-PARTY-NOTICES.md /app/
RUN ln -s /app/entrypoint.sh /usr/local/bin/migrate && /app/make-class-cache

ENV STORAGE_ROOT=/data/photos \
    IMAGE_CLUSTERING_EMBEDDED_DATABASE_DIRECTORY=/data/postgres
WORKDIR /data
VOLUME /data
USER app
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=6 CMD ["/app/entrypoint.sh", "healthcheck"]
ENTRYPOINT ["/app/entrypoint.sh"]
CMD ["serve"]

LABEL org.opencontainers.image.title="Image clustering" \
      org.opencontainers.image.description="Groups photos of the same thing, ranks each group and tells which shot to keep" \
      org.opencontainers.image.licenses="Apache-2.0"
