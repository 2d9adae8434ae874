# Sourced by the scripts in bin/: sets JAVA_HOME to a JDK 25 (or newer) and puts it first on the PATH.
# Looks at JAVA_HOME, at the java on the PATH, and at the JVMs installed beside that one.

jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_good() {
  major=$(jdk_major "$1") && [ -n "$major" ] && [ "$major" -ge 25 ]
}

jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  on_path=$(command -v java) || return 0
  home=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  printf '%s\n' "$home"
  for sibling in "$(dirname "$home")"/*; do
    [ -d "$sibling" ] && printf '%s\n' "$sibling"
  done
}

jdk_find() {
  jdk_candidates | while IFS= read -r candidate; do
    if jdk_good "$candidate"; then
      printf '%s\n' "$candidate"
      break
    fi
  done
}

jdk_home=$(jdk_find)
if [ -z "$jdk_home" ]; then
  echo "presence-sync needs JDK 25 or newer: install one (Temurin 25, for example) or set JAVA_HOME to it." >&2
  exit 3
fi
export JAVA_HOME="$jdk_home"
export PATH="$JAVA_HOME/bin:$PATH"
