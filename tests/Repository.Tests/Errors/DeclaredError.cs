using System.Reflection;
using System.Xml.Linq;
using Pipeline.Errors;

namespace Repository.Tests.Errors;

/// <summary>An error id with the place of its declaration.</summary>
internal sealed record DeclaredError(ErrorCode Code, string Project, string Type, bool IsMarked)
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Projects by the name of their assembly: a program may be called otherwise than its project.</summary>
    private static readonly Dictionary<string, string> s_projects = Checkout.FilesIn("src", ".csproj").ToDictionary(
        x => XDocument.Load(Checkout.PathOf(x)).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(x), x => Path.GetFileNameWithoutExtension(x));

    /// <summary>Every static <see cref="ErrorCode"/> of the assemblies of <c>src/</c>, ordered by id.</summary>
    public static IReadOnlyList<DeclaredError> All { get; } = [.. Assemblies().SelectMany(In).OrderBy(x => x.Code.Id, StringComparer.Ordinal)];

    public static IEnumerable<DeclaredError> In(Assembly assembly) => assembly.GetTypes().SelectMany(In);

    public static IEnumerable<DeclaredError> In(Type type)
    {
        if (type.ContainsGenericParameters)
            return [];
        var fields = type.GetFields(Statics).Where(x => x.FieldType == typeof(ErrorCode) && !x.Name.StartsWith('<')).Select(x => (ErrorCode)x.GetValue(null)!);
        var properties = type.GetProperties(Statics).Where(x => x.PropertyType == typeof(ErrorCode)).Select(x => (ErrorCode)x.GetValue(null)!);
        return fields.Concat(properties).Select(x => new DeclaredError(x, s_projects.GetValueOrDefault(type.Assembly.GetName().Name!, type.Assembly.GetName().Name!), type.FullName!, type.IsDefined(typeof(ErrorCodesAttribute))));
    }

    private static IEnumerable<Assembly> Assemblies() =>
        s_projects.Keys.Where(x => x != "Nuke.SourceGenerators").Select(Assembly.Load);
}
