using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Nuke.SourceGenerators.Tools;

internal static class Names
{
    /// <summary>A C# name for a value like <c>symbols.nupkg</c>.</summary>
    public static string Identifier(string value)
    {
        var name = new string(value.Select(x => char.IsLetterOrDigit(x) ? x : '_').ToArray());
        if (char.IsDigit(name[0]))
            name = "_" + name;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>The name of one of several: <c>Properties</c>, <c>RunSettings</c>.</summary>
    public static string Singular(string name)
        => name.EndsWith("ies", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) + "y"
            : name.EndsWith("s", StringComparison.Ordinal) && !name.EndsWith("ss", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1)
            : name;
}
