using Pipeline.Embedded.Kubernetes.Running.Processes;

namespace Pipeline.Embedded.Kubernetes.Running.Mounting;

/// <summary>
/// The script that gives a process its own file system: in a mount namespace of its own (which goes with its last process) an overlay of this machine's root,
/// so that nothing outside ever changes, the image's folders over that, then the volumes. What the process writes elsewhere is in memory and goes with it, as in a container.
/// </summary>
internal static class MountScript
{
    public static string Write(MountPlan plan, ProcessSpec spec, HostTools tools)
    {
        var script = new List<string>
        {
            "set -e",
            // The tools are this machine's; the container's PATH is for the container.
            $"PATH={Quoted(tools.SearchPath)}",
            $"base={Quoted(plan.Root)}",
            "root=$base/root",
            "mount -t tmpfs -o mode=755 tmpfs \"$base\"",
            "mkdir \"$base/up\" \"$base/work\" \"$root\"",
        };
        Bottom(script, plan);
        foreach (var (index, (inside, outside)) in plan.ImageFolders.OrderBy(x => x.Key, StringComparer.Ordinal).Index())
            ImageFolder(script, index, inside, outside);
        foreach (var system in (string[])["proc", "sys", "dev"])
            script.Add($"mkdir -p \"$root/{system}\" && mount --rbind /{system} \"$root/{system}\"");

        script.Add("mkdir -p \"$root/tmp\" && mount -t tmpfs -o mode=1777 tmpfs \"$root/tmp\"");
        foreach (var volume in plan.Volumes)
            Volume(script, volume);
        script.Add($"mkdir -p \"$root\"{Quoted(spec.WorkingDirectory)}");
        if (plan.IsReadOnly)
            ReadOnly(script, plan);

        var path = spec.Environment.TryGetValue("PATH", out var inner) ? inner : tools.SearchPath;
        script.Add($"unshare=$(command -v unshare); PATH={Quoted(path)}; export PATH");
        script.Add($"exec \"$unshare\" --root=\"$root\" --wd={Quoted(spec.WorkingDirectory)} -- \"$@\"");
        return string.Join('\n', script) + "\n";
    }

    private static void Bottom(List<string> script, MountPlan plan)
    {
        script.Add($"mount -t overlay overlay -o \"lowerdir={(plan.SystemRoot is { } image ? Escaped(image) : "/")},upperdir=$base/up,workdir=$base/work\" \"$root\"");
        if (plan.SystemRoot is not null)
        {
            // What a container runtime gives every container.
            script.Add("mkdir -p \"$root/etc\"; for f in resolv.conf hosts; do [ -f /etc/$f ] && touch \"$root/etc/$f\" && mount --bind /etc/$f \"$root/etc/$f\" || true; done");
            return;
        }

        foreach (var mount in OtherFileSystems(plan.Root))
            script.Add($"if [ -d \"$root\"{Quoted(mount)} ]; then mount --bind {Quoted(mount)} \"$root\"{Quoted(mount)}; fi");
    }

    // With this machine's folder of the same name below: an image that adds a file to /etc doesn't hide the rest of it.
    private static void ImageFolder(List<string> script, int index, string inside, string outside)
    {
        var lower = $"{Escaped(outside)}$([ -d {Quoted(inside)} ] && printf ':%s' {Quoted(inside)} || true)";
        script.Add($"mkdir -p \"$root\"{Quoted(inside)} \"$base/up{index}\" \"$base/work{index}\"");
        script.Add($"mount -t overlay overlay -o \"lowerdir={lower},upperdir=$base/up{index},workdir=$base/work{index}\" \"$root\"{Quoted(inside)}");
    }

    private static void Volume(List<string> script, VolumeMount volume)
    {
        var (source, target) = (Quoted(volume.Source), $"\"$root\"{Quoted(volume.Path)}");
        script.Add($"if [ -d {source} ]; then mkdir -p {target}; else mkdir -p \"$(dirname {target})\"; touch {target}; fi");
        script.Add($"mount --bind {source} {target}");
        if (volume.IsReadOnly)
            script.Add($"mount -o remount,bind,ro {target}");
    }

    private static void ReadOnly(List<string> script, MountPlan plan)
    {
        foreach (var inside in plan.ImageFolders.Keys)
            script.Add($"mount -o remount,ro \"$root\"{Quoted(inside)}");
        if (!plan.Volumes.Any(x => x.Path == "/tmp"))
            script.Add("mount -o remount,ro \"$root/tmp\"");
        script.Add("mount -o remount,ro \"$root\"");
    }

    // An overlay shows the file system of / and no other; a home folder on another disk is bound in.
    private static IEnumerable<string> OtherFileSystems(string root) => !File.Exists("/proc/self/mountinfo") ? [] : File.ReadLines("/proc/self/mountinfo")
        .Select(x => x.Split(' ')[4].Replace("\\040", " ", StringComparison.Ordinal))
        .Where(x => x != "/" && !((string[])["/proc", "/sys", "/dev", "/tmp", root]).Any(y => x == y || x.StartsWith(y + "/", StringComparison.Ordinal)))
        .Distinct();

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Between double quotes, in mount's options.
    private static string Escaped(string path) => path.Contains(',', StringComparison.Ordinal)
        ? throw new IOException($"'{path}' has a comma, which mount's options can't have; keep the image elsewhere")
        : path.Replace("\\", "\\\\\\\\", StringComparison.Ordinal).Replace(":", "\\\\:", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);
}
