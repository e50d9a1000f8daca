using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.SourceGenerators.Tools;

/// <summary>Makes tool wrappers from <c>.tool</c> files among the AdditionalFiles. Each file is made anew only when its text changes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ToolGenerator : IIncrementalGenerator
{
#pragma warning disable RS2008 // Release tracking is for analyzers published by themselves; this one is part of Nuke.Common.
    private static readonly DiagnosticDescriptor _specError = new(
        "NUKETOOL01",
        "Mistake in a tool specification",
        "{0}",
        "Tools",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
#pragma warning restore RS2008

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(static x => x.Path.EndsWith(".tool", StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancellation) => (file.Path, Text: file.GetText(cancellation)?.ToString() ?? ""));
        context.RegisterSourceOutput(files, static (output, file) => Generate(output, file.Path, file.Text));
    }

    private static void Generate(SourceProductionContext output, string path, string content)
    {
        var text = SourceText.From(content);
        var folder = Path.GetFileName(Path.GetDirectoryName(path) ?? "");
        var (tool, errors) = ToolSpecParser.Parse($"Nuke.Common.Tools.{Names.Identifier(folder.Length > 0 ? folder : "Tool")}", text.Lines.Select(x => x.ToString()));
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                output.ReportDiagnostic(Diagnostic.Create(_specError, At(path, text, error.Line), error.Message));
            return;
        }

        output.AddSource($"{tool.Name}Tasks.g.cs", SourceText.From(ToolWriter.WriteTasks(tool), Encoding.UTF8));
        foreach (var command in tool.Commands)
            output.AddSource($"{tool.Name}.{command.Settings}.g.cs", SourceText.From(SettingsWriter.WriteSettings(tool, command), Encoding.UTF8));
        foreach (var extension in tool.Extensions)
            output.AddSource($"{tool.Name}.{extension.Settings}Extensions.g.cs", SourceText.From(SettingsWriter.WriteExtension(tool, extension), Encoding.UTF8));
    }

    private static Location At(string path, SourceText text, int line)
    {
        var span = line < text.Lines.Count ? text.Lines[line].Span : default;
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
