using System.Text.Json;
using System.Text.Json.Nodes;
using AgentKit.Server.Json;
using AgentKit.Server.Preconditions;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Describing;

/// <summary>An example of a problem for each status, made by the code that makes problems.</summary>
internal static class ProblemExamples
{
    public static JsonNode Of(int status)
    {
        var result = status switch
        {
            409 => Problem.Of(409, "client-archived", "The client is archived", "An archived client is kept as it is. Make a new one to go on."),
            412 => EntityTag.Stale(),
            422 => Problem.Invalid([new FieldError("/contacts/0/email", "It must be an e-mail address.")]),
            428 => Problem.Of(428, "precondition-required", "Say which version you change", "Send If-Match with the ETag that you read, so that nobody's change is lost."),
            _ => StatusProblems.Of(status),
        };
        var example = (JsonObject)JsonSerializer.SerializeToNode(((IValueHttpResult)result).Value, ServiceJson.Options)!;
        example["trace_id"] = "0af7651916cd43dd8448eb211c80319c";
        return example;
    }
}
