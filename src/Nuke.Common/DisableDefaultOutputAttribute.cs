namespace Nuke.Common;

/// <summary>Turns off parts of the output; all of them if none is named.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class DisableDefaultOutputAttribute : Attribute
{
    /// <summary>Turns off <paramref name="disabledOutputs"/>.</summary>
    public DisableDefaultOutputAttribute(params DefaultOutput[] disabledOutputs)
    {
        DisabledOutputs = disabledOutputs.Length > 0 ? disabledOutputs : Enum.GetValues<DefaultOutput>();
    }

    /// <summary>What is turned off.</summary>
    public DefaultOutput[] DisabledOutputs { get; }

    /// <summary>Whether it counts for this run. Default true.</summary>
    public virtual bool IsApplicable(INukeBuild build) => true;
}
