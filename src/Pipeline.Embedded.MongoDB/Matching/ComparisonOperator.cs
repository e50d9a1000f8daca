namespace Pipeline.Embedded.MongoDB.Matching;

internal enum ComparisonOperator
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
