namespace Nuke.Common.Execution;

/// <summary>Base of the attributes that hear a build's events: derive, and implement <see cref="IOnBuildCreated"/> or another <c>IOn…</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class BuildExtensionAttributeBase : Attribute, IBuildExtension
{
    /// <summary>The build that it stands on.</summary>
    public INukeBuild Build { get; internal set; } = null!;

    /// <inheritdoc />
    public virtual float Priority { get; set; }
}
