using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>Gives C# names to the projects and folders of one container, as NUKE does, and keeps them apart.</summary>
internal sealed class MemberNames
{
    private readonly HashSet<string> _taken;

    // A member can't have its class's name.
    public MemberNames(string typeName) => _taken = [typeName];

    public string Take(string name)
    {
        var candidate = name;
        for (var i = 2; !_taken.Add(candidate); i++)
            candidate = $"{name}_{i}";
        return candidate;
    }

    /// <summary>Every character that an identifier can't have, and a leading digit, becomes <c>_</c>; never two in a row.</summary>
    public static string Identifier(string name)
    {
        var identifier = new StringBuilder();
        foreach (var character in name)
        {
            var kept = char.IsLetterOrDigit(character) && !(identifier.Length == 0 && char.IsDigit(character)) ? character : '_';
            if (kept != '_' || identifier.Length == 0 || identifier[identifier.Length - 1] != '_')
                identifier.Append(kept);
        }

        return identifier.Length == 0 ? "_" : identifier.ToString();
    }

    /// <summary>The name as it can stand in code, also where it is a keyword.</summary>
    public static string InCode(string identifier)
        => SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;
}
