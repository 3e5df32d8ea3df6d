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

# The native libraries as plain files, because a container cannot unpack them where it may execute them. One of
# them has the name by which the binding asks for it first; by the other one it would unpack it again.
RUN mkdir native unpacked \
 && for jar in layers/dependencies/lib/*-linux-x86_64.jar; do (cd unpacked && jar -x -f "../$jar") && rm "$jar"; done \
 && find unpacked -name '*.so*' ! -path '*/python/*' ! -name libjniopenblas_full.so -exec mv -t native {} + \
 && find unpacked -path '*/share/licenses' -exec mv -t native {} + \
 && mv native/libopenblas.so.0 native/libopenblas_nolapack.so.0 \
 && rm -r unpacked

# Those of ONNX Runtime lie among its classes, with those of other systems, which stay behind.
RUN mkdir unpacked && jar=$(echo layers/dependencies/lib/onnxruntime-*.jar) \
 && (cd unpacked && jar -x -f "../$jar") \
 && mv unpacked/ai/onnxruntime/native/linux-x64/*.so native/ \
 && rm -r unpacked/ai/onnxruntime/native \
 && jar -c -M -f "$jar" -C unpacked . \
 && rm -r unpacked


FROM eclipse-temurin:25-jre

# The libraries of the optional formats have other names in each release; one that a release lacks is left out.
RUN apt-get update -qq \
 && apt-cache pkgnames | grep -xE 'libheif1|libheif-plugin-(libde265|dav1d|aomdec)|libjxl0\.[0-9]+' \
    | xargs -r apt-get install -y -qq --no-install-recommends \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin \
 && groupadd --system --gid 10001 app \
 && useradd --system --uid 10001 --gid app --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install -d -o app -g app /data

COPY --from=build /build/native /app/native
COPY --from=build /build/layers/dependencies/ /app/
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
