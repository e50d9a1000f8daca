namespace Nuke.Common.Tooling;

/// <summary>Options of a tool from a NuGet package that holds it for several target frameworks.</summary>
public interface IToolOptionsWithFramework
{
    /// <summary>The target framework whose build of the tool runs, e.g. <c>net10.0</c>. Default: the newest that is there.</summary>
    string Framework => ((Options)this).Get<string>(nameof(Framework));
}

/// <summary>Chooses the tool's target framework.</summary>
public static class ToolOptionsWithFrameworkExtensions
{
    /// <summary>Sets the target framework whose build of the tool runs.</summary>
    public static T SetFramework<T>(this T o, string? v) where T : Options, IToolOptionsWithFramework => OptionSetters.SetOption(o, nameof(IToolOptionsWithFramework.Framework), v);

    /// <summary>Goes back to the newest that is there.</summary>
    public static T ResetFramework<T>(this T o) where T : Options, IToolOptionsWithFramework => OptionSetters.ResetOption(o, nameof(IToolOptionsWithFramework.Framework));
}
