using AgentKit.Server.Files.Categories;
using AgentKit.Server.Paging;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Files.Receiving;

/// <summary>What the address of an upload says: <c>?category=…&amp;name=…</c>.</summary>
internal sealed record UploadAddress(CategoryRule Rule, string? Name)
{
    /// <summary>A name that is too long for any system is still told so by the rules for names, up to here.</summary>
    private const int LongestName = 1000;

    /// <exception cref="ProblemException">There is no such category, or a parameter isn't known.</exception>
    public static UploadAddress Read(HttpContext context, FileSettings settings)
    {
        var query = new QueryReader(context);
        var category = query.Choice<FileCategory>("category");
        var name = query.Text("name", LongestName);
        query.ThrowIfInvalid();
        return category is { } known
            ? new UploadAddress(settings.RuleFor(known), name)
            : throw new ProblemException(Problem.Invalid([new FieldError("category", $"It must be one of {string.Join(", ", FileCategories.Names)}.")]));
    }
}
