using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration;

/// <summary>A rule for settings that says in words what it asks.</summary>
public abstract class SettingRuleAttribute : ValidationAttribute
{
    /// <summary>What it asks, as it follows "it must be": <c>an IP address, or * for all</c>.</summary>
    public abstract string Words { get; }

    /// <summary>Whether that is all that has to be said. Default false: it follows what the type says.</summary>
    public virtual bool SaysAll => false;
}
