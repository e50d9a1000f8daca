using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Tests.Expressions;

/// <summary>Expressions, documents and results written as MongoDB's extended JSON.</summary>
internal static class Evaluated
{
    public static BsonValue Read(string json) => BsonSerializer.Deserialize<BsonDocument>($"{{ v: {json} }}")["v"];

    public static BsonValue? Of(string expression, string document = "{}", EvaluationSettings? settings = null)
    {
        settings ??= EvaluationSettings.None;
        return ExpressionParser.Parse(Read(expression), settings.Let.Keys.ToHashSet()).Evaluate(new EvaluationScope(Read(document).AsBsonDocument, settings));
    }

    /// <summary>The result; types of numbers count.</summary>
    public static void Is(string expected, string expression, string document = "{}")
    {
        var result = Of(expression, document);

        if (expected == "missing")
            Assert.Null(result);
        else
            Assert.Equal(Show(Read(expected)), result is null ? "missing" : Show(result));
    }

    public static CommandException Fails(int code, string expression, string document = "{}")
    {
        var error = Assert.Throws<CommandException>(() => Of(expression, document));
        Assert.Equal(code, error.Code);
        return error;
    }

    public static string Show(BsonValue value) => new BsonDocument("v", value).ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.CanonicalExtendedJson });

}
