namespace AgentKit.Server.Files.Categories;

/// <summary>What a file is for. Its limits are settings (<see cref="FileSettings"/>).</summary>
internal enum FileCategory
{
    BrandAssets,
    Contracts,
    ProductFeed,
    AnalyticsExport,
    Other,
}
