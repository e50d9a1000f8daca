namespace Pipeline.Workflows.Actions;

/// <summary>An action at one commit. Only an <see cref="ActionLock"/> gives one out, so a step can't use an action that isn't locked.</summary>
public sealed record ActionReference
{
    internal ActionReference(string name, ActionPin pin)
    {
        Name = name;
        Pin = pin;
    }

    /// <summary>Owner, repository and, for an action in a folder, its path: <c>github/codeql-action/init</c>.</summary>
    public string Name { get; }

    /// <summary>The commit and its version.</summary>
    public ActionPin Pin { get; }

    /// <summary>What stands after <c>uses:</c>, without the comment.</summary>
    public override string ToString() => $"{Name}@{Pin.Sha}";
}
