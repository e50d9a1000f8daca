using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Documents from arrays and back, and single fields by names that a path can't say.</summary>
internal static class ObjectOperators
{
    private static readonly NamedOperands s_getField = new("field", "input") { Required = ["field", "input"], Unknown = 3041701, Missing = 3041702 };
    private static readonly NamedOperands s_setField = new("field", "input", "value") { Required = ["field", "input", "value"], NotDocument = 4161100, Unknown = 4161101, Missing = 4161102 };
    private static readonly NamedOperands s_unsetField = new("field", "input") { Required = ["field", "input"], NotDocument = 4161100, Unknown = 4161101, Missing = 4161102 };

    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Unary("$arrayToObject", ToObject),
        Operator.Unary("$objectToArray", ToArray),
        Operator.Nary("$mergeObjects", 0, int.MaxValue, Merge),
        new("$getField", ParseGet),
        new("$setField", (argument, scope) => ParseSet("$setField", s_setField, argument, scope)),
        new("$unsetField", (argument, scope) => ParseSet("$unsetField", s_unsetField, argument, scope)),
    ];

    private static BsonValue ToObject(BsonValue? value)
    {
        if (Numbers.IsNullish(value))
            return BsonNull.Value;
        if (value is not BsonArray array)
            throw new CommandException(40386, $"$arrayToObject requires an array input, found: {BsonTypeName.Of(value)}");

        var document = new BsonDocument();
        BsonType? form = null;
        foreach (var item in array)
        {
            form ??= item.BsonType;
            if (form is not (BsonType.Array or BsonType.Document))
                throw new CommandException(40398, $"Unrecognised input type format for $arrayToObject: {BsonTypeName.Of(item)}");
            if (item.BsonType != form)
                throw InconsistentForm(form.Value, item);
            var (name, found) = item is BsonArray pair ? ReadPair(pair) : ReadKeyValue((BsonDocument)item);
            document.Set(name, found);
        }

        return document;
    }

    private static CommandException InconsistentForm(BsonType form, BsonValue item) => new(
        form == BsonType.Array ? 40396 : 40391,
        $"$arrayToObject requires a consistent input format. Elements must all be arrays or all be objects. {(form == BsonType.Array ? "Array" : "Object")} was detected, now found: {BsonTypeName.Of(item)}");

    private static (string Name, BsonValue Value) ReadPair(BsonArray pair)
    {
        if (pair.Count != 2)
            throw new CommandException(40397, $"$arrayToObject requires an array of size 2 arrays,found array of size: {pair.Count}");
        return pair[0] is BsonString name
            ? (RequireNoNull(name.Value), pair[1])
            : throw new CommandException(40395, $"$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: {BsonTypeName.Of(pair[0])}");
    }

    private static (string Name, BsonValue Value) ReadKeyValue(BsonDocument item)
    {
        if (item.ElementCount != 2)
            throw new CommandException(40392, $"$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:{item.ElementCount}");
        if (!item.TryGetValue("k", out var key) || !item.TryGetValue("v", out var value))
            throw new CommandException(40393, $"$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: {Texts.Show(item)}");
        return key is BsonString name
            ? (RequireNoNull(name.Value), value)
            : throw new CommandException(40394, $"$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: {BsonTypeName.Of(key)}");
    }

    private static string RequireNoNull(string name) => name.Contains('\0', StringComparison.Ordinal)
        ? throw new CommandException(4940400, "Key field cannot contain an embedded null byte")
        : name;

    private static BsonValue ToArray(BsonValue? value) =>
        Numbers.IsNullish(value) ? BsonNull.Value
        : value is BsonDocument document ? new BsonArray(document.Select(element => new BsonDocument { { "k", element.Name }, { "v", element.Value } }))
        : throw new CommandException(40390, $"$objectToArray requires a document input, found: {BsonTypeName.Of(value)}");

    private static BsonDocument Merge(BsonValue?[] operands)
    {
        var merged = new BsonDocument();
        // One operand that is an array stands for its items, as it does for an accumulator's expression.
        IEnumerable<BsonValue?> inputs = operands is [BsonArray list] ? list : operands;
        foreach (var operand in inputs)
            MergeInto(merged, operand);
        return merged;
    }

    public static void MergeInto(BsonDocument merged, BsonValue? value)
    {
        if (Numbers.IsNullish(value))
            return;
        if (value is not BsonDocument document)
            throw new CommandException(40400, $"$mergeObjects requires object inputs, but input {Texts.Show(value)} is of type {BsonTypeName.Of(value)}");
        foreach (var element in document)
            merged.Set(element.Name, element.Value);
    }

    private static DelegateExpression ParseGet(BsonValue argument, ParseScope scope)
    {
        var isFull = argument is BsonDocument document && !ExpressionParser.IsOperator(document);
        var raw = isFull ? s_getField.Read("$getField", argument) : [argument, new BsonString("$$CURRENT")];
        var field = ReadFieldName("$getField", raw[0]!, scope, 5654600);
        var input = scope.Parse(raw[1]!);
        return new DelegateExpression(evaluation =>
        {
            var name = field.Evaluate(evaluation) is BsonString text
                ? text.Value
                : throw new CommandException(3041704, $"$getField requires 'field' to evaluate to type String, but got {BsonTypeName.Of(field.Evaluate(evaluation))}");
            var value = input.Evaluate(evaluation);
            return value is BsonDocument found && found.TryGetValue(name, out var inner) ? inner
                : value is BsonNull or BsonUndefined ? BsonNull.Value : null;
        });
    }

    private static Expression ReadFieldName(string name, BsonValue specification, ParseScope scope, int code)
    {
        if (specification is BsonString { Value: ['$', ..] } path)
            return name == "$getField" ? scope.Parse(path) : throw new CommandException(4161108, $"'{path.Value}' is not a constant: {name} requires 'field' to evaluate to a constant, type String");
        var parsed = scope.Parse(specification);
        if (parsed is ConstantExpression constant && constant.Value is not BsonString)
            throw new CommandException(code + 2, $"{name} requires 'field' to evaluate to type String, but got {BsonTypeName.Of(constant.Value)}");
        return parsed is ConstantExpression || name == "$getField"
            ? parsed
            : throw new CommandException(4161106, $"{name} requires 'field' to evaluate to a constant, but got a non-constant argument");
    }

    private static DelegateExpression ParseSet(string name, NamedOperands operands, BsonValue argument, ParseScope scope)
    {
        var raw = operands.Read(name, argument);
        var field = ((ConstantExpression)ReadFieldName(name, raw[0]!, scope, 4161105)).Value!.AsString;
        var input = scope.Parse(raw[1]!);
        var value = raw.Length > 2 ? scope.Parse(raw[2]!) : ConstantExpression.Missing;
        return new DelegateExpression(evaluation =>
        {
            var into = input.Evaluate(evaluation);
            if (Numbers.IsNullish(into))
                return BsonNull.Value;
            if (into is not BsonDocument document)
                throw new CommandException(4161105, $"{name} requires 'input' to evaluate to type Object, but got {BsonTypeName.Of(into)}");

            var changed = new BsonDocument(document);
            if (value.Evaluate(evaluation) is { } set)
                changed.Set(field, set);
            else
                changed.Remove(field);
            return changed;
        });
    }
}
