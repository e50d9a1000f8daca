using AgentKit.Server.Files.Categories;
using AgentKit.Server.Paging;

namespace AgentKit.Server.Files.Documents;

/// <summary>Which files of a client, and where the page begins.</summary>
internal sealed record FileListQuery(string ClientId, FileCategory? Category, FileStatus? Status, CursorPosition? After, int Limit);
