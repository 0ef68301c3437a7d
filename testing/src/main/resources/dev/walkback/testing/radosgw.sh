# One monitor, one object store in memory, one S3 gateway, all on 127.0.0.1, in the current folder, until told to end.
# radosgw.sh MONITOR-PORT OLD-MONITOR-PORT GATEWAY-PORT
set -euo pipefail
folder=$PWD
mkdir -p osd mon run
daemons=()
trap '[ ${#daemons[@]} = 0 ] || kill -9 "${daemons[@]}" 2>/dev/null; wait' EXIT # nothing of theirs is to be kept
trap 'exit 0' TERM
monitor="[v2:127.0.0.1:$1,v1:127.0.0.1:$2]"
cluster=$(cat /proc/sys/kernel/random/uuid)
export CEPH_CONF=$folder/ceph.conf

cat >ceph.conf <<X
[global]
fsid = $cluster
mon host = [v2:127.0.0.1:$1/0,v1:127.0.0.1:$2/0]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $folder/keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd objectstore = memstore
memstore device bytes = 4294967296
osd crush chooseleaf type = 0
osd data = $folder/osd
mon data = $folder/mon
mon allow pool size one = true
mon warn on pool no redundancy = false
mon data avail warn = 1
mon data avail crit = 1
mon osd full ratio = 0.99
run dir = $folder/run
admin socket = $folder/run/\$name.\$pid.asok
log file =
pid file =
rgw dynamic resharding = false
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:$3
rgw dns name = localhost
X

all=(--cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *')
ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *'
ceph-authtool keyring --gen-key -n client.admin "${all[@]}" --cap mds 'allow *'
ceph-authtool keyring --gen-key -n client.rgw.a "${all[@]}"
ceph-authtool keyring --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' --cap mgr 'allow profile osd'
monmaptool --create --fsid "$cluster" --addv a "$monitor" monmap
ceph-mon -i a --mkfs --monmap monmap --keyring keyring
ceph-mon -f -i a &
daemons+=($!)
ceph osd create
ceph-osd -i 0 --mkfs
ceph osd crush add osd.0 1.0 root=default host=here
ceph-osd -f -i 0 &
daemons+=($!)
radosgw -f -n client.rgw.a &
daemons+=($!)
until (exec 4<>"/dev/tcp/127.0.0.1/$3") 2>/dev/null; do
    kill -0 "${daemons[2]}"
    sleep 0.1
done
radosgw-admin -n client.rgw.a user create --uid=t --display-name=t --access-key=testkey --secret-key=testsecret
touch ready
wait -n
