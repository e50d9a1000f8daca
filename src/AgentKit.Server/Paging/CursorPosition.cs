using MongoDB.Bson;

namespace AgentKit.Server.Paging;

/// <summary>The last document of a page: the next page begins after it.</summary>
/// <param name="At">The time that the list is sorted by, to the millisecond.</param>
/// <param name="Id">The document's <c>_id</c>, for those of one time.</param>
internal readonly record struct CursorPosition(DateTimeOffset At, ObjectId Id);
