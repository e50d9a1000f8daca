using System.Reflection;
using System.Text;

namespace Pipeline.Migrations.Sources;

/// <summary>Sources embedded in the assembly as resources <c>migrations/path/File.cs</c>.</summary>
internal sealed class EmbeddedSources : ISources
{
    private const string Prefix = "migrations/";
    private readonly Assembly _assembly;
    private readonly ILookup<string, (string Resource, string Name)> _byFileName;

    public EmbeddedSources(Assembly assembly)
    {
        _assembly = assembly;
        // MSBuild's %(RecursiveDir) has the separators of the system that built it.
        _byFileName = assembly.GetManifestResourceNames()
            .Where(x => x.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(x => (Resource: x, Name: x[Prefix.Length..].Replace('\\', '/')))
            .ToLookup(x => Path.GetFileName(x.Name), StringComparer.Ordinal);
    }

    public SourceFile? Find(string compiledPath)
    {
        var path = compiledPath.Replace('\\', '/');
        // The compiler knows absolute paths, the resources relative ones: the longest that the path ends with is it.
        var (resource, name) = _byFileName[Path.GetFileName(path)]
            .Where(x => path == x.Name || path.EndsWith("/" + x.Name, StringComparison.Ordinal))
            .OrderByDescending(x => x.Name.Length)
            .FirstOrDefault();
        return resource is null ? null : new SourceFile(name, () => Read(resource));
    }

    private string Read(string resource)
    {
        using var stream = _assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
