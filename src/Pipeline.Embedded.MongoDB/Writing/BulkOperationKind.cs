namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What an operation of a <c>bulkWrite</c> does.</summary>
internal enum BulkOperationKind
{
    Insert,
    Update,
    Delete,
}
