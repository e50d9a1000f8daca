using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Scanning.Vex;

/// <summary>Reads VEX documents: OpenVEX 0.2 (and 0.0.1), and CycloneDX with vulnerabilities.</summary>
public static class VexDocument
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="PipelineException">PIPE3304.</exception>
    public static async Task<IReadOnlyList<VexStatement>> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return Read(await File.ReadAllBytesAsync(path, cancellationToken), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ScanErrors.InvalidVex, $"The VEX document '{path}' can't be read: {error.Message} Name a file that is there.", error) { ExitCode = 2 };
        }
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The whole document, UTF-8.</param>
    /// <param name="name">What to call it in messages and verdicts.</param>
    /// <exception cref="PipelineException">PIPE3304, with all the mistakes at once.</exception>
    public static IReadOnlyList<VexStatement> Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var mistakes = new List<string>();
            var statements = document.RootElement switch
            {
                { ValueKind: JsonValueKind.Object } root when root.Text("@context")?.Contains("openvex", StringComparison.OrdinalIgnoreCase) == true => new OpenVexReader(name, mistakes).Read(root),
                { ValueKind: JsonValueKind.Object } root when root.Text("bomFormat") == "CycloneDX" => new CycloneDxVexReader(name, mistakes).Read(root),
                _ => throw Invalid(name, "is neither OpenVEX (\"@context\": \"https://openvex.dev/ns…\") nor CycloneDX (\"bomFormat\": \"CycloneDX\")"),
            };
            return mistakes.Count == 0 ? statements : throw Invalid(name, $"can't be taken as it is:\n  {string.Join("\n  ", mistakes)}\nCorrect it");
        }
        catch (JsonException error)
        {
            throw Invalid(name, $"is no JSON: {error.Message} Correct it", error);
        }
    }

    private static PipelineException Invalid(string name, string what, Exception? inner = null) =>
        new(ScanErrors.InvalidVex, $"The VEX document '{name}' {what}.", inner) { ExitCode = 2 };
}
