namespace AgentKit.Migrations.Files;

/// <summary>The updates that bring files from the categories of old to those of now, and back.</summary>
internal static class FormerCategories
{
    /// <summary>Documents that the version before wrote.</summary>
    public const string OfOld = "{ $or: [{ status: { $exists: false } }, { file_category: { $in: ['logo', 'brand_guide', 'image', 'video', 'document'] } }] }";

    public const string Up = """
        [{ $set: {
            former_category: '$file_category',
            file_category: { $switch: { branches: [
                { case: { $in: ['$file_category', ['logo', 'brand_guide', 'image', 'video']] }, then: 'brand_assets' },
                { case: { $eq: ['$file_category', 'document'] }, then: 'contracts' }], default: 'other' } },
            status: { $ifNull: ['$status', 'available'] },
            version: { $ifNull: ['$version', NumberLong(1)] } } }]
        """;

    /// <summary>Exactly for files of before; those of the new version get the nearest.</summary>
    public const string Down = """
        [{ $set: { file_category: { $ifNull: ['$former_category', { $switch: { branches: [
                { case: { $eq: ['$file_category', 'brand_assets'] }, then: 'image' },
                { case: { $in: ['$file_category', ['contracts', 'product_feed', 'analytics_export']] }, then: 'document' }], default: 'other' } }] } } },
         { $unset: ['former_category', 'status', 'version'] }]
        """;
}
