using System.IO.Compression;
using System.Text;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.Git;

/// <summary>A repository's files: its own <c>.git</c> directory, or for a worktree the one it shares with others.</summary>
internal sealed class GitDirectory
{
    private GitDirectory(AbsolutePath workingDirectory, string own, string common)
    {
        WorkingDirectory = workingDirectory;
        Own = own;
        Common = common;
    }

    /// <summary>The directory that holds <c>.git</c>.</summary>
    public AbsolutePath WorkingDirectory { get; }

    /// <summary>Holds <c>HEAD</c>.</summary>
    public string Own { get; }

    /// <summary>Holds <c>config</c>, references and objects.</summary>
    public string Common { get; }

    public static GitDirectory Find(AbsolutePath start)
    {
        for (var directory = start; directory is not null; directory = directory.Parent)
        {
            var git = Path.Combine(directory.ToString(), ".git");
            if (Directory.Exists(git))
                return new GitDirectory(directory, git, git);
            if (File.Exists(git))
                return Linked(directory, git);
        }

        throw new PipelineException(GitErrors.NotARepository, $"'{start}' is in no Git repository: neither it nor a directory above it holds .git. Run from a clone.");
    }

    /// <summary>The reference that HEAD is on, or the commit where it is on none.</summary>
    public string Head()
    {
        var file = Path.Combine(Own, "HEAD");
        var head = File.Exists(file) ? File.ReadAllText(file).Trim() : string.Empty;
        if (head.StartsWith("ref:", StringComparison.Ordinal))
            head = head[4..].Trim();
        return head is "" or "refs/heads/.invalid" ? throw Unreadable(file) : head;
    }

    /// <summary>The commit of HEAD; <see langword="null"/> before the first commit.</summary>
    public string? Commit(string head)
    {
        for (var depth = 0; depth < 5 && head.StartsWith("refs/", StringComparison.Ordinal); depth++)
        {
            if (Loose(head) is not { } target)
                return Packed().FirstOrDefault(x => x.Reference == head).Target;
            head = target.StartsWith("ref:", StringComparison.Ordinal) ? target[4..].Trim() : target;
        }

        return head;
    }

    /// <summary>The names of the tags, annotated or not, on a commit.</summary>
    public IReadOnlyCollection<string> Tags(string commit)
    {
        var tags = new List<string>();
        var loose = new HashSet<string>(StringComparer.Ordinal);
        var directory = Path.Combine(Common, "refs", "tags");
        if (Directory.Exists(directory))
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(directory, file).Replace('\\', '/');
                loose.Add(name);
                var target = File.ReadAllText(file).Trim();
                if (target == commit || TaggedBy(target) == commit)
                    tags.Add(name);
            }
        }

        const string prefix = "refs/tags/";
        foreach (var (reference, target, peeled) in Packed())
        {
            if (reference.StartsWith(prefix, StringComparison.Ordinal) && (peeled ?? target) == commit && !loose.Contains(reference[prefix.Length..]))
                tags.Add(reference[prefix.Length..]);
        }

        return tags;
    }

    public GitConfiguration Configuration() => GitConfiguration.Read(Path.Combine(Common, "config"));

    // .git as a file points to the real directory: `gitdir: ../.git/worktrees/name` (worktree) or `gitdir: ../.git/modules/name` (submodule).
    private static GitDirectory Linked(AbsolutePath directory, string file)
    {
        var text = File.ReadAllText(file).Trim();
        if (!text.StartsWith("gitdir:", StringComparison.Ordinal))
            throw Unreadable(file);
        var own = Path.GetFullPath(Path.Combine(directory.ToString(), text[7..].Trim()));
        var shared = Path.Combine(own, "commondir");
        var common = File.Exists(shared) ? Path.GetFullPath(Path.Combine(own, File.ReadAllText(shared).Trim())) : own;
        return Directory.Exists(own) && Directory.Exists(common) ? new GitDirectory(directory, own, common) : throw Unreadable(file);
    }

    private string? Loose(string reference)
    {
        // Only what belongs to one worktree (bisect, HEAD) is in its own directory; branches are shared.
        foreach (var directory in new[] { Own, Common })
        {
            var file = Path.Combine(directory, reference);
            if (File.Exists(file))
                return File.ReadAllText(file).Trim();
        }

        return null;
    }

    private IEnumerable<(string Reference, string Target, string? Peeled)> Packed()
    {
        var file = Path.Combine(Common, "packed-refs");
        if (!File.Exists(file))
            yield break;
        (string Reference, string Target, string? Peeled)? last = null;
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('^') && last is { } tag)
            {
                last = tag with { Peeled = line[1..].Trim() };
                continue;
            }

            if (last is { } complete)
                yield return complete;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            last = line.StartsWith('#') || space < 0 ? null : (line[(space + 1)..].Trim(), line[..space], null);
        }

        if (last is { } final)
            yield return final;
    }

    // An annotated tag is an object that names the commit. It lies loose until git packs it, and packing writes the commit into packed-refs.
    private string? TaggedBy(string id)
    {
        var file = id.Length > 2 ? Path.Combine(Common, "objects", id[..2], id[2..]) : null;
        if (!File.Exists(file))
            return null;
        using var stream = new ZLibStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var header = reader.ReadLine();
        var content = header?.IndexOf('\0', StringComparison.Ordinal) ?? -1;
        return content > 0 && header!.StartsWith("tag ", StringComparison.Ordinal) && header[(content + 1)..].StartsWith("object ", StringComparison.Ordinal)
            ? header[(content + 8)..].Trim()
            : null;
    }

    private static PipelineException Unreadable(string file)
        => new(GitErrors.Unreadable, $"The Git repository can't be read at '{file}'. `git fsck` names what is damaged; a repository in the reftable format is converted by `git refs migrate --ref-format=files`.");
}
