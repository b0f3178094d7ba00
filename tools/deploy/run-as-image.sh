#!/bin/sh
# Runs a program as a container would that is made of an image of ours: the folder FOLDER is /app, nothing can be written but /data and /tmp,
# the user is 10001 without any right, and the environment is what is given. Needs root; the process that is started is the program itself.
# Usage: unshare --mount run-as-image.sh FOLDER NODE NAME=VALUE ... PROGRAM [ARGUMENT ...]
set -eu
folder="$1" node="$2"
shift 2
root="$(mktemp -d)"
mount -t tmpfs -o size=1m,mode=0755 image "$root"
cd "$root"
mkdir app usr etc proc dev tmp data
touch node
for name in bin lib lib64; do
  if [ -L "/$name" ]; then cp -P "/$name" "$name"; elif [ -d "/$name" ]; then mkdir "$name" && mount --rbind "/$name" "$name"; fi
done
mount --bind "$folder" app
mount --bind /usr usr
mount --bind /etc etc
mount --bind "$node" node
for name in app usr etc node; do mount -o remount,ro,bind "$name"; done
mount --rbind /proc proc
mount --rbind /dev dev
for name in tmp data; do mount -t tmpfs -o size=256m,uid=10001,gid=10001,mode=0750 "$name" "$name"; done
mount -o remount,ro .
exec chroot "$root" /usr/bin/setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
  /usr/bin/env -i --chdir=/app PATH=/:/usr/bin:/bin HOME=/tmp "$@"
