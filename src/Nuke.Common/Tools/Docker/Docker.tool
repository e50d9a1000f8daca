# Options as 'docker COMMAND --help' has them; names as NUKE has them: the option in Pascal case.
tool Docker | Containers and images.
  path docker
  url https://docs.docker.com/reference/cli/docker/

enum DockerPullPolicy = always missing never | When an image is pulled.

group labels
  Label        string[]  --label {value} | Labels, as <c>key=value</c>.

group filter
  Filter       string[]  --filter {value} | Shows what matches, as <c>key=value</c>.

group format
  Format       string    --format {value} | Go template for the output.

group prune
  use filter
  Force        bool      --force | Asks nothing.

command DockerBuild = build | Builds an image.
  Path               string    {value} @position(-1) | Folder with the build context; may be a URL.
  AddHost            string[]  --add-host {value} | Host names, as <c>host:ip</c>.
  BuildArg           string[]  --build-arg {value} | Build arguments, as <c>key=value</c>.
  CacheFrom          string[]  --cache-from {value} | Images to take layers from.
  CgroupParent       string    --cgroup-parent {value} | Parent control group.
  Compress           bool      --compress | Compresses the build context.
  CpuPeriod          long      --cpu-period {value} | Period of the CPU scheduler.
  CpuQuota           long      --cpu-quota {value} | Quota of the CPU scheduler.
  CpuShares          long      --cpu-shares {value} | Share of CPU time.
  CpusetCpus         string    --cpuset-cpus {value} | CPUs to use.
  CpusetMems         string    --cpuset-mems {value} | Memory nodes to use.
  DisableContentTrust bool     --disable-content-trust | Skips verification of images.
  File               string    --file {value} | The Dockerfile.
  ForceRm            bool      --force-rm | Always removes intermediate containers.
  Iidfile            string    --iidfile {value} | File for the image's id.
  Isolation          string    --isolation {value} | Isolation technology.
  use labels
  Memory             string    --memory {value} | Memory limit.
  MemorySwap         string    --memory-swap {value} | Limit of memory and swap.
  Network            string    --network {value} | Network of RUN instructions.
  NoCache            bool      --no-cache | Builds all layers anew.
  Output             string    --output {value} | Where the result goes.
  Platform           string    --platform {value} | Platform of the image.
  Progress           string    --progress {value} | Form of progress output.
  Pull               bool      --pull | Pulls newer base images.
  Quiet              bool      --quiet | Shows the image's id only.
  Rm                 bool      --rm | Removes intermediate containers.
  Secret             string[]  --secret {value} | Files for the build, as <c>id=x,src=path</c>.
  SecurityOpt        string[]  --security-opt {value} | Security options.
  ShmSize            string    --shm-size {value} | Size of /dev/shm.
  Squash             bool      --squash | Makes one layer of the new ones.
  Ssh                string[]  --ssh {value} | SSH agents or keys for the build.
  Stream             bool      --stream | Streams the build context.
  Tag                string[]  --tag {value} | Names of the image, as <c>name:tag</c>.
  Target             string    --target {value} | Stage to build.
  Ulimit             string[]  --ulimit {value} | Limits.

command DockerBuildxBuild = buildx build | Builds an image with BuildKit.
  Path               string    {value} @position(-1) | Folder with the build context; may be a URL.
  AddHost            string[]  --add-host {value} | Host names, as <c>host:ip</c>.
  Allow              string[]  --allow {value} | Extra privileges.
  Annotation         string[]  --annotation {value} | Annotations of the image.
  Attest             string[]  --attest {value} | Attestations, e.g. <c>type=sbom</c>.
  BuildArg           string[]  --build-arg {value} | Build arguments, as <c>key=value</c>.
  BuildContext       string[]  --build-context {value} | Further build contexts, as <c>name=path</c>.
  Builder            string    --builder {value} | The builder.
  CacheFrom          string[]  --cache-from {value} | Where cached layers come from.
  CacheTo            string[]  --cache-to {value} | Where cached layers go.
  CgroupParent       string    --cgroup-parent {value} | Parent control group.
  File               string    --file {value} | The Dockerfile.
  Iidfile            string    --iidfile {value} | File for the image's id.
  use labels
  Load               bool      --load | Loads the result into Docker.
  MetadataFile       string    --metadata-file {value} | File for metadata of the result.
  Network            string    --network {value} | Network of RUN instructions.
  NoCache            bool      --no-cache | Builds all layers anew.
  NoCacheFilter      string[]  --no-cache-filter {value} | Stages to build anew.
  Output             string[]  --output {value} | Where the result goes.
  Platform           string[]  --platform {value} @join(,) | Platforms of the image.
  Progress           string    --progress {value} | Form of progress output.
  Provenance         string    --provenance {value} | Provenance attestation.
  Pull               bool      --pull | Pulls newer base images.
  Push               bool      --push | Pushes the result.
  Quiet              bool      --quiet | Shows the image's id only.
  Sbom               string    --sbom {value} | Bill of materials attestation.
  Secret             string[]  --secret {value} | Files for the build, as <c>id=x,src=path</c>.
  ShmSize            string    --shm-size {value} | Size of /dev/shm.
  Ssh                string[]  --ssh {value} | SSH agents or keys for the build.
  Tag                string[]  --tag {value} | Names of the image, as <c>name:tag</c>.
  Target             string    --target {value} | Stage to build.
  Ulimit             string[]  --ulimit {value} | Limits.

command DockerBuildxCreate = buildx create | Makes a builder.
  Context            string    {value} @position(-1) | Docker context or endpoint.
  Append             bool      --append | Adds a node to a builder.
  BuildkitdFlags     string    --buildkitd-flags {value} | Flags of buildkitd.
  Config             string    --config {value} | Configuration of BuildKit.
  Driver             string    --driver {value} | Driver to use.
  DriverOpt          string[]  --driver-opt {value} | Options of the driver.
  Leave              bool      --leave | Takes a node out.
  Name               string    --name {value} | The builder's name.
  Node               string    --node {value} | The node's name.
  Platform           string[]  --platform {value} @join(,) | Platforms of the node.
  Use                bool      --use | Makes it the current builder.

group running
  AddHost            string[]  --add-host {value} | Host names, as <c>host:ip</c>.
  Attach             string[]  --attach {value} | Attaches to stdin, stdout or stderr.
  CapAdd             string[]  --cap-add {value} | Adds Linux capabilities.
  CapDrop            string[]  --cap-drop {value} | Drops Linux capabilities.
  CgroupParent       string    --cgroup-parent {value} | Parent control group.
  Cidfile            string    --cidfile {value} | File for the container's id.
  CpuPeriod          long      --cpu-period {value} | Period of the CPU scheduler.
  CpuQuota           long      --cpu-quota {value} | Quota of the CPU scheduler.
  CpuShares          long      --cpu-shares {value} | Share of CPU time.
  Cpus               decimal   --cpus {value} | How many CPUs.
  CpusetCpus         string    --cpuset-cpus {value} | CPUs to use.
  CpusetMems         string    --cpuset-mems {value} | Memory nodes to use.
  Device             string[]  --device {value} | Host devices.
  Dns                string[]  --dns {value} | DNS servers.
  DnsSearch          string[]  --dns-search {value} | DNS search domains.
  Domainname         string    --domainname {value} | Domain name of the container.
  Entrypoint         string    --entrypoint {value} | Replaces the image's entry point.
  Env                string[]  --env {value} | Environment variables, as <c>key=value</c>.
  EnvFile            string[]  --env-file {value} | Files of environment variables.
  Expose             string[]  --expose {value} | Ports that the container listens on.
  Gpus               string    --gpus {value} | GPUs.
  GroupAdd           string[]  --group-add {value} | Further groups.
  HealthCmd          string    --health-cmd {value} | Command of the health check.
  HealthInterval     string    --health-interval {value} | Time between health checks.
  HealthRetries      int       --health-retries {value} | Failures until unhealthy.
  HealthStartPeriod  string    --health-start-period {value} | Time to start.
  HealthTimeout      string    --health-timeout {value} | Longest health check.
  Hostname           string    --hostname {value} | Host name of the container.
  Init               bool      --init | Runs an init that forwards signals.
  Interactive        bool      --interactive | Keeps standard input open.
  Ip                 string    --ip {value} | IPv4 address.
  Ipc                string    --ipc {value} | IPC mode.
  Isolation          string    --isolation {value} | Isolation technology.
  use labels
  LabelFile          string[]  --label-file {value} | Files of labels.
  Link               string[]  --link {value} | Links to other containers.
  LogDriver          string    --log-driver {value} | Logging driver.
  LogOpt             string[]  --log-opt {value} | Options of the logging driver.
  MacAddress         string    --mac-address {value} | MAC address.
  Memory             string    --memory {value} | Memory limit.
  MemoryReservation  string    --memory-reservation {value} | Soft memory limit.
  MemorySwap         string    --memory-swap {value} | Limit of memory and swap.
  Mount              string[]  --mount {value} | Mounts.
  Name               string    --name {value} | The container's name.
  Network            string    --network {value} | Network of the container.
  NetworkAlias       string[]  --network-alias {value} | Names in the network.
  NoHealthcheck      bool      --no-healthcheck | Disables the image's health check.
  Pid                string    --pid {value} | PID namespace.
  PidsLimit          long      --pids-limit {value} | How many processes.
  Platform           string    --platform {value} | Platform of the image.
  Privileged         bool      --privileged | Extended privileges.
  Publish            string[]  --publish {value} | Ports, as <c>host:container</c>.
  PublishAll         bool      --publish-all | Publishes all exposed ports.
  Pull               DockerPullPolicy  --pull {value} | When the image is pulled.
  ReadOnly           bool      --read-only | The file system can't be written.
  Restart            string    --restart {value} | When the container is started again.
  Rm                 bool      --rm | Removes the container when it ends.
  Runtime            string    --runtime {value} | Container runtime.
  SecurityOpt        string[]  --security-opt {value} | Security options.
  ShmSize            string    --shm-size {value} | Size of /dev/shm.
  StopSignal         string    --stop-signal {value} | Signal to stop the container.
  StopTimeout        int       --stop-timeout {value} | Time to stop, in seconds.
  StorageOpt         string[]  --storage-opt {value} | Options of the storage driver.
  Sysctl             string[]  --sysctl {value} | Kernel parameters.
  Tmpfs              string[]  --tmpfs {value} | Temporary file systems.
  Tty                bool      --tty | A terminal.
  Ulimit             string[]  --ulimit {value} | Limits.
  User               string    --user {value} | User in the container.
  Userns             string    --userns {value} | User namespace.
  Uts                string    --uts {value} | UTS namespace.
  Volume             string[]  --volume {value} | Volumes, as <c>host:container</c>.
  VolumeDriver       string    --volume-driver {value} | Volume driver.
  VolumesFrom        string[]  --volumes-from {value} | Containers whose volumes are mounted.
  Workdir            string    --workdir {value} | Working directory.
  Image              string    {value} @position(-3) | The image.
  Command            string    {value} @position(-2) | Command in the container.
  Args               string[]  {value} @position(-1) | Arguments of the command.

command DockerRun = run | Runs a command in a new container.
  use running
  Detach             bool      --detach | Runs in the background.
  DetachKeys         string    --detach-keys {value} | Keys to detach.
  SigProxy           bool      --sig-proxy={value} | Forwards signals.

command DockerContainerRun = container run | Runs a command in a new container.
  use running
  Detach             bool      --detach | Runs in the background.
  DetachKeys         string    --detach-keys {value} | Keys to detach.
  SigProxy           bool      --sig-proxy={value} | Forwards signals.

command DockerCreate = create | Makes a container.
  use running

command DockerContainerCreate = container create | Makes a container.
  use running

group exec
  Detach             bool      --detach | Runs in the background.
  DetachKeys         string    --detach-keys {value} | Keys to detach.
  Env                string[]  --env {value} | Environment variables, as <c>key=value</c>.
  EnvFile            string[]  --env-file {value} | Files of environment variables.
  Interactive        bool      --interactive | Keeps standard input open.
  Privileged         bool      --privileged | Extended privileges.
  Tty                bool      --tty | A terminal.
  User               string    --user {value} | User in the container.
  Workdir            string    --workdir {value} | Working directory.
  Container          string    {value} @position(-3) | The container.
  Command            string    {value} @position(-2) | The command.
  Args               string[]  {value} @position(-1) | Arguments of the command.

command DockerExec = exec | Runs a command in a running container.
  use exec

command DockerContainerExec = container exec | Runs a command in a running container.
  use exec

group login
  Server             string    {value} @position(-1) | The registry. Default: Docker's own.
  Username           string    --username {value} | The user.
  Password           string    --password {value} @secret @stdin(--password-stdin) | The password; given on standard input.

command DockerLogin = login | Logs in to a registry.
  use login

command DockerLogout = logout | Logs out of a registry.
  Server             string    {value} @position(-1) | The registry. Default: Docker's own.

group push
  Name               string    {value} @position(-1) | The image.
  AllTags            bool      --all-tags | All tags of the image.
  DisableContentTrust bool     --disable-content-trust | Skips signing.
  Platform           string    --platform {value} | Only this platform.
  Quiet              bool      --quiet | Says less.

command DockerPush = push | Pushes an image.
  use push

command DockerImagePush = image push | Pushes an image.
  use push

group pull
  Name               string    {value} @position(-1) | The image.
  AllTags            bool      --all-tags | All tags of the image.
  DisableContentTrust bool     --disable-content-trust | Skips verification.
  Platform           string    --platform {value} | Platform of the image.
  Quiet              bool      --quiet | Says less.

command DockerPull = pull | Pulls an image.
  use pull

command DockerImagePull = image pull | Pulls an image.
  use pull

group tag
  SourceImage        string    {value} @position(1) | The image.
  TargetImage        string    {value} @position(2) | Its new name.

command DockerTag = tag | Gives an image a name.
  use tag

command DockerImageTag = image tag | Gives an image a name.
  use tag

group listing
  All                bool      --all | All of them.
  use filter format
  NoTrunc            bool      --no-trunc | Shows everything in full.
  Quiet              bool      --quiet | Ids only.

command DockerPs = ps | Lists containers.
  use listing
  Last               int       --last {value} | The last ones made.
  Latest             bool      --latest | The last one made.
  Size               bool      --size | Sizes.

command DockerContainerLs = container ls | Lists containers.
  use listing
  Last               int       --last {value} | The last ones made.
  Latest             bool      --latest | The last one made.
  Size               bool      --size | Sizes.

command DockerImages = images | Lists images.
  Repository         string    {value} @position(-1) | Only these.
  use listing
  Digests            bool      --digests | Digests.

command DockerImageLs = image ls | Lists images.
  Repository         string    {value} @position(-1) | Only these.
  use listing
  Digests            bool      --digests | Digests.

group containers
  Containers         string[]  {value} @position(-1) | The containers.

command DockerStart = start | Starts containers.
  use containers
  Attach             bool      --attach | Shows output.
  DetachKeys         string    --detach-keys {value} | Keys to detach.
  Interactive        bool      --interactive | Attaches standard input.

command DockerStop = stop | Stops containers.
  use containers
  Time               int       --time {value} | Time before killing, in seconds.

command DockerContainerStop = container stop | Stops containers.
  use containers
  Time               int       --time {value} | Time before killing, in seconds.

command DockerRestart = restart | Restarts containers.
  use containers
  Time               int       --time {value} | Time before killing, in seconds.

command DockerKill = kill | Kills containers.
  use containers
  Signal             string    --signal {value} | Signal to send.

command DockerPause = pause | Pauses containers.
  use containers

command DockerUnpause = unpause | Goes on with paused containers.
  use containers

command DockerWait = wait | Waits until containers end.
  use containers

command DockerRm = rm | Removes containers.
  use containers
  Force              bool      --force | Kills running ones.
  Link               bool      --link | Removes a link.
  Volumes            bool      --volumes | Removes their anonymous volumes.

command DockerContainerRm = container rm | Removes containers.
  use containers
  Force              bool      --force | Kills running ones.
  Link               bool      --link | Removes a link.
  Volumes            bool      --volumes | Removes their anonymous volumes.

command DockerRmi = rmi | Removes images.
  Images             string[]  {value} @position(-1) | The images.
  Force              bool      --force | Removes them anyway.
  NoPrune            bool      --no-prune | Keeps untagged parents.

command DockerImageRm = image rm | Removes images.
  Images             string[]  {value} @position(-1) | The images.
  Force              bool      --force | Removes them anyway.
  NoPrune            bool      --no-prune | Keeps untagged parents.

command DockerLogs = logs | Shows a container's output.
  Container          string    {value} @position(-1) | The container.
  Details            bool      --details | Extra details.
  Follow             bool      --follow | Goes on showing.
  Since              string    --since {value} | From a time on.
  Tail               string    --tail {value} | Last lines.
  Timestamps         bool      --timestamps | With times.
  Until              string    --until {value} | Up to a time.

command DockerInspect = inspect | Shows details.
  Names              string[]  {value} @position(-1) | Containers, images or others.
  use format
  Size               bool      --size | Sizes.
  Type               string    --type {value} | Kind of thing.

command DockerImageInspect = image inspect | Shows details of images.
  Images             string[]  {value} @position(-1) | The images.
  use format

command DockerCp = cp | Copies between a container and the host.
  Source             string    {value} @position(-2) | From, as <c>container:path</c> or path.
  Destination        string    {value} @position(-1) | To.
  Archive            bool      --archive | Keeps owners.
  FollowLink         bool      --follow-link | Follows links.

command DockerSave = save | Writes images into a file.
  Images             string[]  {value} @position(-1) | The images.
  Output             string    --output {value} | The file.

command DockerLoad = load | Reads images from a file.
  Input              string    --input {value} | The file.
  Quiet              bool      --quiet | Says less.

command DockerImport = import | Makes an image of a file system.
  File               string    {value} @position(-2) | The file or URL.
  Repository         string    {value} @position(-1) | Name of the image.
  Change             string[]  --change {value} | Dockerfile instructions to apply.
  Message            string    --message {value} | Message.
  Platform           string    --platform {value} | Platform.

command DockerCommit = commit | Makes an image of a container.
  Container          string    {value} @position(-2) | The container.
  Repository         string    {value} @position(-1) | Name of the image.
  Author             string    --author {value} | Author.
  Change             string[]  --change {value} | Dockerfile instructions to apply.
  Message            string    --message {value} | Message.
  Pause              bool      --pause={value} | Pauses the container meanwhile.

command DockerManifestCreate = manifest create | Makes a manifest list.
  ManifestList       string    {value} @position(-2) | The list.
  Manifests          string[]  {value} @position(-1) | Its manifests.
  Amend              bool      --amend | Changes a list that is there.
  Insecure           bool      --insecure | Allows insecure registries.

command DockerManifestPush = manifest push | Pushes a manifest list.
  ManifestList       string    {value} @position(-1) | The list.
  Insecure           bool      --insecure | Allows insecure registries.
  Purge              bool      --purge | Removes the local list.

command DockerNetworkCreate = network create | Makes a network.
  Network            string    {value} @position(-1) | The network.
  Attachable         bool      --attachable | Containers can join by hand.
  Driver             string    --driver {value} | Driver.
  Gateway            string[]  --gateway {value} | Gateways.
  Internal           bool      --internal | No way outside.
  IpRange            string[]  --ip-range {value} | Addresses for containers.
  Ipv6               bool      --ipv6 | IPv6.
  use labels
  Opt                string[]  --opt {value} | Options of the driver.
  Scope              string    --scope {value} | Scope.
  Subnet             string[]  --subnet {value} | Subnets.

command DockerNetworkRm = network rm | Removes networks.
  Networks           string[]  {value} @position(-1) | The networks.

command DockerNetworkLs = network ls | Lists networks.
  use filter format
  NoTrunc            bool      --no-trunc | Shows everything in full.
  Quiet              bool      --quiet | Ids only.

command DockerVolumeCreate = volume create | Makes a volume.
  Volume             string    {value} @position(-1) | The volume.
  Driver             string    --driver {value} | Driver.
  use labels
  Opt                string[]  --opt {value} | Options of the driver.

command DockerVolumeRm = volume rm | Removes volumes.
  Volumes            string[]  {value} @position(-1) | The volumes.
  Force              bool      --force | Removes them anyway.

command DockerVolumeLs = volume ls | Lists volumes.
  use filter format
  Quiet              bool      --quiet | Names only.

command DockerSystemPrune = system prune | Removes what isn't used.
  use prune
  All                bool      --all | All images without a container.
  Volumes            bool      --volumes | Volumes too.

command DockerImagePrune = image prune | Removes images that aren't used.
  use prune
  All                bool      --all | All images without a container.

command DockerContainerPrune = container prune | Removes stopped containers.
  use prune

command DockerVersion = version | Shows the version.
  use format

command DockerInfo = info | Shows the system.
  use format
