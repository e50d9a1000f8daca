using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>Copies and moves files and directory trees by an <see cref="ExistsPolicy"/>.</summary>
internal static class FileTransfer
{
    private const ExistsPolicy FilePolicies = ExistsPolicy.FileFail | ExistsPolicy.FileSkip | ExistsPolicy.FileOverwrite | ExistsPolicy.FileOverwriteIfNewer;

    public static AbsolutePath Move(AbsolutePath source, AbsolutePath target, ExistsPolicy policy, bool createDirectories, bool deleteRemainingFiles)
    {
        if (!source.DirectoryExists())
            return TransferFile(source, target, policy, createDirectories, () => File.Move(source, target, overwrite: true));

        PrepareDirectory(source, target, policy, createDirectories);
        if (source.IsLink())
        {
            // What a link leads to isn't ours to move.
            if (target.DirectoryExists())
                Copy(source, target, policy, null, null, createDirectories: true);
            else
                RecreateLink(source, target);
            source.DeleteDirectory();
            return target;
        }

        if (!target.DirectoryExists() && TryRename(source, target))
            return target;

        target.CreateDirectory();
        foreach (var directory in source.GetDirectories().ToList())
            Move(directory, target / directory.Name, policy, createDirectories: true, deleteRemainingFiles: false);
        foreach (var file in source.GetFiles().ToList())
            Move(file, target / file.Name, policy, createDirectories: true, deleteRemainingFiles: false);

        if (deleteRemainingFiles || !Directory.EnumerateFileSystemEntries(source).Any())
            source.DeleteDirectory();
        return target;
    }

    public static AbsolutePath Copy(
        AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy,
        Func<AbsolutePath, bool>? excludeDirectory,
        Func<AbsolutePath, bool>? excludeFile,
        bool createDirectories)
    {
        if (!source.DirectoryExists())
            return TransferFile(source, target, policy, createDirectories, () => File.Copy(source, target, overwrite: true));

        PrepareDirectory(source, target, policy, createDirectories);
        if (source.IsLink() && LeadsUp(source))
        {
            RecreateLink(source, target);
            return target;
        }

        target.CreateDirectory();
        foreach (var directory in source.GetDirectories().Where(x => excludeDirectory?.Invoke(x) != true).ToList())
            Copy(directory, target / directory.Name, policy, excludeDirectory, excludeFile, createDirectories: true);
        foreach (var file in source.GetFiles().Where(x => excludeFile?.Invoke(x) != true).ToList())
            Copy(file, target / file.Name, policy, null, null, createDirectories: true);
        return target;
    }

    private static AbsolutePath TransferFile(AbsolutePath source, AbsolutePath target, ExistsPolicy policy, bool createDirectories, Action transfer)
    {
        if (target.FileExists() && !MayReplace(source, target, policy))
            return source;
        if (target.DirectoryExists())
            throw new PipelineException(PathErrors.AlreadyExists, $"'{target}' is a directory, so file '{source}' can't take its place. To put it in there, call MoveToDirectory or CopyToDirectory.");
        if (createDirectories)
            target.Parent.CreateDirectory();
        transfer();
        return target;
    }

    private static bool MayReplace(AbsolutePath source, AbsolutePath target, ExistsPolicy policy) => (policy & FilePolicies) switch
    {
        ExistsPolicy.FileFail => throw new PipelineException(
            PathErrors.AlreadyExists,
            $"File '{target}' already exists. Pass ExistsPolicy.FileOverwrite, FileOverwriteIfNewer or FileSkip, or delete it first."),
        ExistsPolicy.FileSkip => false,
        ExistsPolicy.FileOverwrite => true,
        ExistsPolicy.FileOverwriteIfNewer => File.GetLastWriteTimeUtc(target) < File.GetLastWriteTimeUtc(source),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "A policy needs exactly one choice for files."),
    };

    private static void PrepareDirectory(AbsolutePath source, AbsolutePath target, ExistsPolicy policy, bool createDirectories)
    {
        Assert.False(source.Contains(target), $"Target directory '{target}' must not be in source directory '{source}'");
        if (target.FileExists())
            throw new PipelineException(PathErrors.AlreadyExists, $"'{target}' is a file, so directory '{source}' can't take its place. Delete it first.");
        if (target.DirectoryExists() && (!policy.HasFlag(ExistsPolicy.DirectoryMerge) || policy.HasFlag(ExistsPolicy.DirectoryFail)))
        {
            throw new PipelineException(
                PathErrors.AlreadyExists,
                $"Directory '{target}' already exists, and policy {policy} disallows merging. Pass ExistsPolicy.MergeAndOverwrite or MergeAndSkip, or delete it first.");
        }

        if (createDirectories)
            target.Parent.CreateDirectory();
    }

    private static bool TryRename(AbsolutePath source, AbsolutePath target)
    {
        try
        {
            Directory.Move(source, target);
            return true;
        }
        catch (IOException)
        {
            // Another volume: file by file, then.
            return false;
        }
    }

    private static bool LeadsUp(AbsolutePath link)
        => new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true) is not { } end || PathConstruction.IsDescendantPath(end.FullName, link);

    private static void RecreateLink(AbsolutePath source, AbsolutePath target)
        => Directory.CreateSymbolicLink(target, new DirectoryInfo(source).LinkTarget!);
}
