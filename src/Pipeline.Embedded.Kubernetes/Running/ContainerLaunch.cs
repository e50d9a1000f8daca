using k8s.Models;
using Pipeline.Embedded.Kubernetes.Images;
using Pipeline.Embedded.Kubernetes.Running.Mounting;
using Pipeline.Embedded.Kubernetes.Running.Processes;
using Pipeline.Embedded.Kubernetes.Running.Variables;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Works out how a container's process is started: its command, environment, folder and mounts.</summary>
internal sealed class ContainerLaunch(PodServices services, PodVolumes volumes, string podIP)
{
    private readonly ContainerEnvironment environments = new(services.Objects);

    /// <param name="pod">The pod as it is now.</param>
    /// <param name="container">The container.</param>
    /// <param name="image">Its image.</param>
    /// <param name="directory">The container's own folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ConfigurationProblem">Its settings can't be put together.</exception>
    public async Task<ProcessSpec> SpecAsync(V1Pod pod, V1Container container, ContainerImage image, string directory, CancellationToken cancellationToken)
    {
        var links = await services.ServiceLinks(pod, cancellationToken);
        var mounts = services.Tools.Mounting is null ? null : Mounts(container, image, directory, new Dictionary<string, string>());
        var given = new EnvironmentBase(Inherited(image, mounts, directory), links, podIP);
        var environment = await environments.BuildAsync(pod, container, given, cancellationToken);
        if (ListenAddresses.Of(pod, container, environment, podIP) is { } urls)
            environment["ASPNETCORE_URLS"] = urls;
        // subPathExpr may name variables.
        mounts = mounts is null ? null : Mounts(container, image, directory, environment);
        if (mounts is null && TemporaryFolder(container) is { } temporary)
            environment.TryAdd("TMPDIR", temporary);
        if (mounts is null)
            ShownPaths.Show(environment, [.. Folders(container)]);

        List<string> words = [.. Words(container, image).Select(x => VariableExpansion.Expand(x, environment))];
        var working = string.IsNullOrEmpty(container.WorkingDir) ? image.WorkingDirectory : container.WorkingDir;
        if (words.Count == 0)
            throw new ConfigurationProblem("no command specified");
        if (mounts is not null)
            return new ProcessSpec { Command = words, Environment = environment, WorkingDirectory = working, Mounts = mounts, Directory = directory };

        return new ProcessSpec
        {
            Command = [Program(words[0], image, environment), .. words.Skip(1).Select(x => x.StartsWith('/') && image.Locate(x) is { } located ? located : x)],
            Environment = environment,
            WorkingDirectory = image.Locate(working) ?? (Directory.Exists(working) ? working : directory),
            Directory = directory,
        };
    }

    /// <summary>Volumes that can't be shown where the container wants them, because no mounts can be made here.</summary>
    public IEnumerable<string> NotShown(V1Container container) => services.Tools.Mounting is not null ? [] : (container.VolumeMounts ?? [])
        .Where(x => x.MountPath != "/tmp")
        .Select(x => $"Volume \"{x.Name}\" is not shown at {x.MountPath}: pods run as processes, and only root on Linux can mount. Its files are in {volumes.Folder(x.Name)}; variables that hold that path point there");

    /// <summary>Whether the program is there, as well as can be told from outside.</summary>
    public static bool Exists(ProcessSpec spec, ContainerImage image)
    {
        var program = spec.Command[0];
        if (program.Contains('/'))
            return spec.Mounts is null ? File.Exists(Path.GetFullPath(program, spec.WorkingDirectory)) : !program.StartsWith('/') || image.Locate(program) is not null || (image.SystemRoot is null && File.Exists(program)) || spec.Mounts.Volumes.Any(x => program.StartsWith(x.Path, StringComparison.Ordinal));

        return spec.Environment["PATH"].Split(':').Any(x => image.Locate($"{x}/{program}") is not null || (image.SystemRoot is null && File.Exists(Path.Combine(x, program))));
    }

    // A command of the container's own replaces the image's arguments as well.
    private static IEnumerable<string> Words(V1Container container, ContainerImage image)
    {
        IEnumerable<string> command = container.Command is { Count: > 0 } own ? own : image.Entrypoint;
        return command.Concat(container.Args is { Count: > 0 } arguments ? arguments : container.Command is { Count: > 0 } ? [] : image.Arguments);
    }

    private Dictionary<string, string> Inherited(ContainerImage image, MountPlan? mounts, string directory)
    {
        var variables = new Dictionary<string, string>(image.Environment);
        var home = Path.Combine(directory, "home");
        Directory.CreateDirectory(home);
        variables.TryAdd("HOME", mounts is null ? home : "/root");
        variables.TryGetValue("PATH", out var path);
        // An application without a system of its own runs on this machine's: its .NET is looked for there.
        variables["PATH"] = image.SystemRoot is not null && mounts is not null ? path ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" : path is null ? services.Tools.SearchPath : $"{path}:{services.Tools.SearchPath}";
        if (image.SystemRoot is null && services.Tools.DotnetRoot is { } dotnet)
            variables.TryAdd("DOTNET_ROOT", dotnet);
        return variables;
    }

    private MountPlan Mounts(V1Container container, ContainerImage image, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var root = Path.Combine(directory, "fs");
        Directory.CreateDirectory(root);
        return new MountPlan
        {
            Root = root,
            SystemRoot = image.SystemRoot,
            ImageFolders = image.SystemRoot is null ? image.Folders : new Dictionary<string, string>(),
            IsReadOnly = container.SecurityContext?.ReadOnlyRootFilesystem == true,
            Volumes = [.. (container.VolumeMounts ?? []).OrderBy(x => x.MountPath, StringComparer.Ordinal).Select(x => Mount(x, environment)).OfType<VolumeMount>()],
        };
    }

    private VolumeMount? Mount(V1VolumeMount mount, IReadOnlyDictionary<string, string> environment)
    {
        if (volumes.Folder(mount.Name) is not { } folder)
            return null;

        var below = mount.SubPathExpr is { Length: > 0 } expression ? VariableExpansion.Expand(expression, environment) : mount.SubPath;
        if (string.IsNullOrEmpty(below))
            return new VolumeMount(mount.Name, folder, mount.MountPath, mount.ReadOnlyProperty == true);

        var source = Path.GetFullPath(below, folder);
        if (!source.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ConfigurationProblem($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container: '{below}' leads out of the volume");
        if (!Path.Exists(source))
            Directory.CreateDirectory(source);
        return new VolumeMount(mount.Name, source, mount.MountPath, mount.ReadOnlyProperty == true);
    }

    private IEnumerable<(string MountPath, string Folder)> Folders(V1Container container) =>
        (container.VolumeMounts ?? []).Where(x => volumes.Folder(x.Name) is not null).Select(x => (x.MountPath, Path.Combine(volumes.Folder(x.Name)!, x.SubPath ?? "")));

    private string? TemporaryFolder(V1Container container) => container.VolumeMounts?.FirstOrDefault(x => x.MountPath == "/tmp") is { } mount ? volumes.Folder(mount.Name) : null;

    private static string Program(string program, ContainerImage image, Dictionary<string, string> environment)
    {
        if (program.StartsWith('/'))
            return image.Locate(program) ?? program;

        // What the image brings goes before what this machine has.
        var paths = program.Contains('/') ? [] : environment["PATH"].Split(':');
        return paths.Select(x => image.Locate($"{x}/{program}")).FirstOrDefault(x => x is not null) ?? paths.Select(x => Path.Combine(x, program)).FirstOrDefault(File.Exists) ?? program;
    }
}
