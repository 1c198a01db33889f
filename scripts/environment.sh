# Sourced by the scripts beside it: makes `.venv-run` and `.venv-test`, and renews what changed.
# shellcheck shell=bash

# The first Python that is new enough, by the path of what a virtual environment is made from; or a
# sentence saying what is missing. Where PYTHON is set it is that one or none.
find_python() {
    local candidate candidates=(python3 python3.13 python3.12 python3.11)
    [[ -z ${PYTHON:-} ]] || candidates=("$PYTHON")
    for candidate in "${candidates[@]}"; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys._base_executable)'
            return
        fi
    done
    if [[ -n ${PYTHON:-} ]]; then
        echo "PYTHON is $PYTHON, and that is no Python 3.11 or newer." >&2
    else
        echo "Python 3.11 or newer is missing. On Debian: apt-get install python3 python3-venv" >&2
    fi
    return 1
}

# make_environment FOLDER PYTHON: an empty virtual environment.
make_environment() {
    local environment=$1 python=$2
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$python" "$environment"
    elif "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv --clear "$environment"
    else
        echo "This Python cannot make a virtual environment." >&2
        echo "On Debian: apt-get install python3-venv" >&2
        return 1
    fi
}

# install FOLDER ARGUMENTS...: pip, or uv where there is one (it needs a tenth of the time).
install() {
    local environment=$1
    shift
    if command -v uv >/dev/null; then
        uv pip install --quiet --python "$environment/bin/python" "$@"
    else
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

# fingerprint PATH...: one hash over the names and contents of these files and folders.
fingerprint() {
    find "$@" -type f -not -name '*.py[co]' -not -name '*.mo' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

# is_current STAMP FINGERPRINT
is_current() {
    [[ -f $1 && $(<"$1") == "$2" ]]
}

# install_locked FOLDER LOCK: everything the lock names, checked against its hashes.
install_locked() {
    local environment=$1 lock=requirements/$2.txt python version now
    # Made again by another Python, or by another version of it; and where uv is gone, because an
    # environment made by uv holds no pip.
    python=$(find_python)
    version=$("$python" -c 'import sys; print(sys.base_prefix, sys.version.split()[0])')
    now="$version, $(command -v uv >/dev/null && echo uv || echo pip) $(fingerprint "$lock")"
    is_current "$environment/locked" "$now" && return
    echo "Setting up $environment from $lock"
    make_environment "$environment" "$python"
    install "$environment" --require-hashes -r "$lock"
    echo "$now" >"$environment/locked"
}

# install_project FOLDER STAMPED ARGUMENTS...: this tree itself, built with what is installed.
install_project() {
    local environment=$1 now=$2
    shift 2
    is_current "$environment/project" "$now" && return
    if command -v uv >/dev/null; then
        set -- --reinstall-package grievance "$@"
    else
        set -- --force-reinstall "$@"
    fi
    install "$environment" --no-deps --no-build-isolation "$@"
    echo "$now" >"$environment/project"
}

build_files=(setup.cfg pyproject.toml MANIFEST.in wsgi.py requirements scripts/build_backend.py)

# Both apps: the demo and a small union run them on one machine. An intake of its own needs
# requirements/intake.txt only.
set_up_run() {
    install_locked .venv-run desk
    install_project .venv-run "$(fingerprint "${build_files[@]}" grievance translations)" .
}

# Editable: only the metadata can grow old here; the tests compile stale catalogues themselves.
set_up_test() {
    install_locked .venv-test dev
    install_project .venv-test "$(fingerprint "${build_files[@]}")" --editable .
}
