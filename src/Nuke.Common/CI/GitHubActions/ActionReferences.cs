using System.Text.Json;
using Pipeline.Errors;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>
/// The actions that generated workflows may use, each pinned to a commit: a tag can be moved by whoever owns the action
/// (<a href="https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions">GitHub on secure use</a>).
/// </summary>
public sealed class ActionReferences
{
    private static readonly Lazy<ActionReferences> s_default = new(() =>
    {
        using var stream = typeof(ActionReferences).Assembly.GetManifestResourceStream("Nuke.Common.CI.GitHubActions.actions.lock.json")!;
        return Read(stream);
    });

    private readonly IReadOnlyDictionary<string, (string Sha, string Version)> _actions;

    private ActionReferences(IReadOnlyDictionary<string, (string Sha, string Version)> actions) => _actions = actions;

    /// <summary>The commits that come with this library.</summary>
    public static ActionReferences Default => s_default.Value;

    /// <summary>The actions that are pinned.</summary>
    public IReadOnlyCollection<string> Names => [.. _actions.Keys];

    /// <summary>Reads a lock file: <c>{ "actions": { "actions/checkout": { "sha": "…", "version": "v7.0.1" } } }</c>.</summary>
    /// <exception cref="PipelineException">PIPE1241: an entry has no full commit SHA.</exception>
    public static ActionReferences Read(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        var actions = new Dictionary<string, (string Sha, string Version)>(StringComparer.Ordinal);
        foreach (var action in document.RootElement.GetProperty("actions").EnumerateObject())
        {
            var sha = action.Value.GetProperty("sha").GetString() ?? string.Empty;
            if (sha.Length != 40 || !sha.All(char.IsAsciiHexDigitLower))
                throw new PipelineException(CIErrors.UnpinnedAction, $"Action '{action.Name}' is pinned to '{sha}', which is no full commit SHA. Write its 40 hexadecimal digits.");
            actions.Add(action.Name, (sha, action.Value.GetProperty("version").GetString() ?? string.Empty));
        }

        return new ActionReferences(actions);
    }

    /// <summary>What stands after <c>uses:</c>, with the version in a comment. An action in a directory is found by its repository.</summary>
    /// <exception cref="PipelineException">PIPE1241: the action isn't pinned.</exception>
    public string Uses(string action)
    {
        var repository = string.Join('/', action.Split('/').Take(2));
        return _actions.TryGetValue(repository, out var pin)
            ? $"{action}@{pin.Sha} # {pin.Version}"
            : throw new PipelineException(CIErrors.UnpinnedAction, $"Action '{action}' isn't in the lock file of actions, so its commit isn't known. Add '{repository}' with its full commit SHA and version to actions.lock.json. It has: {string.Join(", ", _actions.Keys)}.");
    }
}
