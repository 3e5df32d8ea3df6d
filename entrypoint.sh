#!/bin/bash
# What the image runs: the server, or with other arguments a command of its jar.
#
#   serve [--SETTING=VALUE ...]    waits for the database, applies the migrations, becomes the server
#   migrate VERB ...               a verb of the migrations; the same as the command "migrate" on the path, or as VERB alone
#   evaluate, learn-... ...        another command of the jar
#   healthcheck                    exit code 0 if the server of this container is ready
set -euo pipefail

readonly JAR=/app/image-clustering.jar
# What the virtual machine itself warns of would stand among the answers of the verbs.
readonly COMMON=(-XX:AOTCache=/app/image-clustering.aot -Xlog:disable -Xlog:all=error:stderr
  -Djava.library.path=/app/native -Dorg.bytedeco.javacpp.pathsfirst=true -Donnxruntime.native.path=/app/native)
# Two fifths of the container's memory, because pictures are decoded in processes beside this one.
readonly SERVER=(-XX:+UseG1GC -XX:MaxRAMPercentage=40 -XX:+ExitOnOutOfMemoryError)
readonly COMMAND=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m)

# Runs one verb to its end; a signal to stop reaches it.
verb() {
  java "${COMMON[@]}" "${COMMAND[@]}" -jar "$JAR" migrate "$@" &
  local child=$! code=0
  trap 'kill -TERM $child' TERM INT
  wait $child || code=$?
  trap - TERM INT
  return $code
}

# Without a URL the server brings its own database, and migrates it.
prepare_database() {
  if [ -z "${SPRING_DATASOURCE_URL:-}" ]; then return; fi
  verb wait --timeout "${DATABASE_WAIT_SECONDS:-120}"
  if [ "${MIGRATE_ON_START:-true}" != true ]; then return; fi
  local code=0
  verb upgrade head || code=$?
  # Refused or failed: a server on a schema that is ahead comes up to say so, and at anything else it fails like this did.
  if [ $code != 0 ] && [ $code != 255 ]; then exit $code; fi
}

healthcheck() {
  local status
  exec 3<> "/dev/tcp/127.0.0.1/${SERVER_PORT:-8000}"
  printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  read -r _ status _ <&3
  echo "readiness: $status"
  [ "$status" = 200 ]
}

if [ "${0##*/}" = migrate ]; then set -- migrate "$@"; fi
case "${1:-serve}" in
  healthcheck)
    healthcheck
    ;;
  serve | --*)
    if [ "${1:-}" = serve ]; then shift; fi
    prepare_database
    exec java "${COMMON[@]}" "${SERVER[@]}" ${JAVA_OPTS:-} -jar "$JAR" "$@"
    ;;
  evaluate | learn-descriptor | learn-niqe)
    exec java "${COMMON[@]}" "${SERVER[@]}" -jar "$JAR" "$@"
    ;;
  migrate)
    exec java "${COMMON[@]}" "${COMMAND[@]}" -jar "$JAR" "$@"
    ;;
  *)
    exec java "${COMMON[@]}" "${COMMAND[@]}" -jar "$JAR" migrate "$@"
    ;;
esac
