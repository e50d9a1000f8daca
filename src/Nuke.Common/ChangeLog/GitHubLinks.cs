using Nuke.Common.Git;
using Nuke.Common.IO;

namespace Nuke.Common.ChangeLog;

/// <summary>Pages of a repository on GitHub that a changelog links to.</summary>
internal sealed class GitHubLinks
{
    private readonly GitRepository _repository;

    private GitHubLinks(GitRepository repository) => _repository = repository;

    private string Page => $"https://{_repository.Endpoint}/{_repository.Identifier}";

    /// <summary>Null unless the repository is on GitHub.</summary>
    public static GitHubLinks? For(GitRepository? repository)
        => repository?.Endpoint?.Contains("github", StringComparison.OrdinalIgnoreCase) == true ? new GitHubLinks(repository) : null;

    public string File(AbsolutePath file)
    {
        var relative = _repository.LocalDirectory is { } directory && directory.Contains(file)
            ? directory.GetUnixRelativePathTo(file).ToString()
            : file.Name;
        return $"{Page}/blob/{_repository.Branch ?? "HEAD"}/{relative}";
    }

    public string Compare(string from, string to) => $"{Page}/compare/{from}...{to}";

    public string Tag(string tag) => $"{Page}/tree/{tag}";
}
