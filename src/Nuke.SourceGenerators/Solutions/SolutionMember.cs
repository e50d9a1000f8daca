using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>A field or property with <c>[Solution(GenerateProjects = true)]</c>, as data that the compiler can compare between runs.</summary>
internal record struct SolutionMember(string Name, string TypeName, string? Namespace, string? RelativePath, string SourceFile, int Line)
{
    /// <summary>The member, or <see langword="null"/> where its attribute doesn't ask for typed projects.</summary>
    public static SolutionMember? From(GeneratorAttributeSyntaxContext context)
    {
        var attribute = context.Attributes[0];
        if (!attribute.NamedArguments.Any(x => x.Key == "GenerateProjects" && x.Value.Value is true))
            return null;
        var symbol = context.TargetSymbol;
        var relativePath = attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;
        var space = symbol.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString() : null;
        var tree = context.TargetNode.SyntaxTree;
        return new SolutionMember(symbol.Name, TypeNameFor(symbol, context.TargetNode), space, relativePath, tree.FilePath, tree.GetLineSpan(context.TargetNode.Span).StartLinePosition.Line);
    }

    // The generated class is named after the member, as NUKE does it. A declared type that doesn't exist yet can only mean the class to come.
    private static string TypeNameFor(ISymbol symbol, SyntaxNode node)
    {
        var type = (symbol as IFieldSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type;
        var written = node is PropertyDeclarationSyntax property ? property.Type : (node.Parent as VariableDeclarationSyntax)?.Type;
        if (written is NullableTypeSyntax nullable)
            written = nullable.ElementType;
        return type is { TypeKind: TypeKind.Error } && written is IdentifierNameSyntax identifier ? identifier.Identifier.ValueText : symbol.Name;
    }
}
