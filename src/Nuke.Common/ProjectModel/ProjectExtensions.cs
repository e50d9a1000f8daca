using System.ComponentModel;
using System.Globalization;

namespace Nuke.Common.ProjectModel;

/// <summary>What MSBuild knows about a project. Each call evaluates the project; take <see cref="GetMSBuildProject"/> once for many questions.</summary>
public static class ProjectExtensions
{
    /// <summary>The project as MSBuild evaluates it.</summary>
    public static Microsoft.Build.Evaluation.Project GetMSBuildProject(this Project project, string? configuration = null, string? targetFramework = null)
        => ProjectModelTasks.ParseProject(project.Path.ToString(), configuration, targetFramework);

    /// <summary>The project's target frameworks, one or many; <see langword="null"/> where it names none.</summary>
    public static IReadOnlyCollection<string> GetTargetFrameworks(this Project project)
        => OneOrMany(project, "TargetFrameworks", "TargetFramework")!;

    /// <summary>The project's runtime identifiers, one or many; <see langword="null"/> where it names none.</summary>
    public static IReadOnlyCollection<string> GetRuntimeIdentifiers(this Project project)
        => OneOrMany(project, "RuntimeIdentifiers", "RuntimeIdentifier")!;

    /// <summary><c>Library</c>, <c>Exe</c>, <c>WinExe</c>, <c>Module</c>.</summary>
    public static string GetOutputType(this Project project) => project.GetProperty("OutputType");

    /// <summary>The evaluated value of a property; <see langword="null"/> where it isn't set.</summary>
    public static string GetProperty(this Project project, string propertyName)
        => project.GetMSBuildProject().GetProperty(propertyName)?.EvaluatedValue!;

    /// <summary>The evaluated value of a property, converted; the type's default where it isn't set.</summary>
    public static T GetProperty<T>(this Project project, string propertyName) => To<T>(project.GetProperty(propertyName));

    /// <summary>The items of a kind: <c>Compile</c>, <c>PackageReference</c>, or one of the project's own.</summary>
    public static IEnumerable<string> GetItems(this Project project, string itemGroupName)
        => project.GetMSBuildProject().GetItems(itemGroupName).Select(x => x.EvaluatedInclude);

    /// <summary>The items of a kind, converted.</summary>
    public static IEnumerable<T> GetItems<T>(this Project project, string itemGroupName) => project.GetItems(itemGroupName).Select(To<T>);

    /// <summary>A metadata value of each item of a kind.</summary>
    public static IEnumerable<string> GetItemMetadata(this Project project, string itemGroupName, string metadataName)
        => project.GetMSBuildProject().GetItems(itemGroupName).Select(x => x.GetMetadataValue(metadataName));

    /// <summary>A metadata value of each item of a kind, converted.</summary>
    public static IEnumerable<T> GetItemMetadata<T>(this Project project, string itemGroupName, string metadataName)
        => project.GetItemMetadata(itemGroupName, metadataName).Select(To<T>);

    /// <summary>A metadata value of one item; <see langword="null"/> where the project has no such item.</summary>
    public static string GetItemMetadataSingleOrDefault(this Project project, string itemGroupName, string includeName, string metadataName)
        => project.GetMSBuildProject().GetItems(itemGroupName).SingleOrDefault(x => x.EvaluatedInclude == includeName)?.GetMetadataValue(metadataName)!;

    /// <summary>A metadata value of one item, converted.</summary>
    public static T GetItemMetadataSingleOrDefault<T>(this Project project, string itemGroupName, string includeName, string metadataName)
        => To<T>(project.GetItemMetadataSingleOrDefault(itemGroupName, includeName, metadataName));

    /// <summary>Whether the project references the package itself.</summary>
    public static bool HasPackageReference(this Project project, string packageId)
        => project.GetItems("PackageReference").Contains(packageId, StringComparer.OrdinalIgnoreCase);

    /// <summary>The version with which the project references a package, also where versions are managed centrally; <see langword="null"/> where it doesn't.</summary>
    public static string GetPackageReferenceVersion(this Project project, string packageId)
    {
        var evaluated = project.GetMSBuildProject();
        var reference = evaluated.GetItems("PackageReference").FirstOrDefault(IsPackage);
        if (reference is null)
            return null!;
        string?[] candidates =
        [
            reference.GetMetadataValue("VersionOverride"), reference.GetMetadataValue("Version"),
            evaluated.GetItems("PackageVersion").FirstOrDefault(IsPackage)?.GetMetadataValue("Version"),
        ];
        return candidates.FirstOrDefault(x => !string.IsNullOrEmpty(x))!;

        bool IsPackage(Microsoft.Build.Evaluation.ProjectItem item) => string.Equals(item.EvaluatedInclude, packageId, StringComparison.OrdinalIgnoreCase);
    }

    // Not GetMSBuildProject: that answers for one target framework, and the question is which there are.
    private static IReadOnlyList<string>? OneOrMany(Project project, string many, string one)
    {
        var evaluated = ProjectEvaluation.Evaluate(project.Path.ToString(), null, null);
        var values = ProjectEvaluation.Split(evaluated.GetPropertyValue(many));
        if (values.Count == 0)
            values = ProjectEvaluation.Split(evaluated.GetPropertyValue(one));
        return values.Count == 0 ? null : values;
    }

    private static T To<T>(string? value)
    {
        if (value is null or "")
            return default!;
        return value is T same ? same : (T)TypeDescriptor.GetConverter(typeof(T)).ConvertFromString(null, CultureInfo.InvariantCulture, value)!;
    }
}
