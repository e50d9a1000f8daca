namespace Pipeline.Engine.Parameters;

/// <summary>Where a parameter may be given. In this order the first that has a value decides.</summary>
[Flags]
public enum ParameterOrigins
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary><c>--name value</c>.</summary>
    CommandLine = 1,

    /// <summary>The environment variable <c>NUKE_NAME</c>.</summary>
    PrefixedEnvironment = 2,

    /// <summary>The environment variable <c>NAME</c>.</summary>
    PlainEnvironment = 4,

    /// <summary><c>.nuke/parameters.PROFILE.json</c>, then <c>.nuke/parameters.json</c>.</summary>
    Files = 8,

    /// <summary>All of them: the default.</summary>
    All = CommandLine | PrefixedEnvironment | PlainEnvironment | Files,
}
