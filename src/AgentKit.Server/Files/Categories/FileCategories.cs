using AgentKit.Server.Json;

namespace AgentKit.Server.Files.Categories;

/// <summary>The categories by the names that requests, answers and documents have for them.</summary>
internal static class FileCategories
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<FileCategory>().Select(Name)];

    public static string Name(this FileCategory category) => SnakeCase.Of(category);
}
