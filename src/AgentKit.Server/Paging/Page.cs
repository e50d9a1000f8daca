namespace AgentKit.Server.Paging;

/// <summary>A part of a list, newest first.</summary>
/// <param name="Items">What is on this page.</param>
/// <param name="NextCursor">Ask with <c>?cursor=…</c> for what comes next; null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
