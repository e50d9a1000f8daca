namespace Pipeline.Engine.Caching;

/// <summary>One thing that a target's result depends on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Path relative to the root, or name.</param>
/// <param name="Fingerprint">Content hash of a file, hash of a value; only a tool's version stands in clear. Null: there is none.</param>
internal sealed record InputItem(InputKind Kind, string Name, string? Fingerprint);

/// <summary>The kinds of inputs. The numbers are part of keys and records.</summary>
internal enum InputKind : byte
{
    File = 1,
    Value = 2,
    EnvironmentVariable = 3,
    Tool = 4,

    /// <summary>A declared output: changing the declaration changes the result.</summary>
    Output = 5,

    Platform = 6,
}
