using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Nuke.Common.Execution;

/// <summary>
/// What the build program is made of, as an input of every cached target: what a target does stands in the build's own code and in the
/// libraries that it calls. Compiling the same sources again gives the same text.
/// </summary>
internal static class ProgramVersion
{
    private static readonly Lazy<string> Text = new(() => Read(AppContext.BaseDirectory));

    public static string? Find() => Text.Value;

    internal static string Read(string directory)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(directory, "*.dll").Order(StringComparer.Ordinal))
        {
            using var assembly = new PEReader(File.OpenRead(file));
            if (!assembly.HasMetadata)
                continue;
            var metadata = assembly.GetMetadataReader();
            text.Append(Path.GetFileName(file)).Append(' ').Append(metadata.GetGuid(metadata.GetModuleDefinition().Mvid)).Append('\n');
        }

        return text.ToString();
    }
}
