using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>A command that can say how it would get at its documents.</summary>
internal interface IExplainable
{
    Explanation Explain(CommandRequest request);
}
