using System;
using System.Collections.Generic;

namespace Nuke.SourceGenerators.Tools;

/// <summary>A tool as its <c>.tool</c> file declares it.</summary>
internal sealed class ToolSpec
{
    public string Name { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string Description { get; set; } = "";

    public string? Url { get; set; }

    /// <summary>The attribute that says where the tool comes from; null when a hand-written part overrides GetToolPath.</summary>
    public ToolSource? Source { get; set; }

    public List<string> Usings { get; } = new();

    public List<CommandSpec> Commands { get; } = new();

    public List<EnumSpec> Enums { get; } = new();

    public List<ExtensionSpec> Extensions { get; } = new();
}

internal sealed class ToolSource
{
    public ToolSource(string kind, string id, string executable)
    {
        Kind = kind;
        Id = id;
        Executable = executable;
    }

    /// <summary><c>path</c>, <c>nuget</c> or <c>npm</c>.</summary>
    public string Kind { get; }

    public string Id { get; }

    public string Executable { get; }
}

/// <summary>A task: a method, its settings and their fluent methods.</summary>
internal sealed class CommandSpec
{
    public string Name { get; set; } = "";

    public string Arguments { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>What a hand-written <c>GetResult</c> reads from the output.</summary>
    public string? Result { get; set; }

    /// <summary>The options' base class.</summary>
    public string Base { get; set; } = "ToolOptions";

    public List<OptionSpec> Options { get; } = new();

    public string Settings => Name + "Settings";
}

/// <summary>Fluent methods for settings that another file declares.</summary>
internal sealed class ExtensionSpec
{
    public string Settings { get; set; } = "";

    public List<OptionSpec> Options { get; } = new();
}

internal sealed class EnumSpec
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public List<string> Values { get; } = new();
}

internal enum OptionKind
{
    Scalar,
    Flag,
    List,
    Map,
}

internal sealed class OptionSpec
{
    public string Name { get; set; } = "";

    public OptionKind Kind { get; set; }

    /// <summary>The C# type of a value: <c>string</c>, <c>int</c>, <c>DotNetVerbosity</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>A map's key.</summary>
    public string KeyType { get; set; } = "string";

    public string Format { get; set; } = "";

    public string Description { get; set; } = "";

    public int Position { get; set; }

    public bool Secret { get; set; }

    public bool MSBuild { get; set; }

    public bool Quote { get; set; }

    public string? Separator { get; set; }

    public string? Formatter { get; set; }

    public string? StandardInput { get; set; }

    public string? EnvironmentVariable { get; set; }

    /// <summary>Keys of a map that have methods of their own.</summary>
    public List<OptionSpec> Shortcuts { get; } = new();

    /// <summary>The option has no property of its own: it is declared elsewhere, and only its shortcuts are wanted.</summary>
    public bool ShortcutsOnly { get; set; }

    public bool IsValueType => Type is "int" or "long" or "bool" or "double" or "decimal" or "TimeSpan";
}

/// <summary>A mistake in a <c>.tool</c> file.</summary>
internal readonly struct SpecError : IEquatable<SpecError>
{
    public SpecError(int line, string message)
    {
        Line = line;
        Message = message;
    }

    /// <summary>Counted from 0.</summary>
    public int Line { get; }

    public string Message { get; }

    public bool Equals(SpecError other) => Line == other.Line && Message == other.Message;

    public override bool Equals(object? obj) => obj is SpecError other && Equals(other);

    public override int GetHashCode() => Line ^ Message.GetHashCode();
}
