namespace AgentKit.Server.Files.Categories;

/// <summary>The categories by the names that requests, answers and documents have for them.</summary>
internal static class FileCategories
{
    private static readonly Dictionary<FileCategory, string> s_names = new()
    {
        [FileCategory.BrandAssets] = "brand_assets",
        [FileCategory.Contracts] = "contracts",
        [FileCategory.ProductFeed] = "product_feed",
        [FileCategory.AnalyticsExport] = "analytics_export",
        [FileCategory.Other] = "other",
    };

    public static IReadOnlyCollection<string> Names => s_names.Values;

    public static string Name(this FileCategory category) => s_names[category];

    /// <summary>Null for a name that is none, also in other letters.</summary>
    public static FileCategory? Find(string? name)
    {
        foreach (var (category, known) in s_names)
        {
            if (known == name)
                return category;
        }

        return null;
    }
}
