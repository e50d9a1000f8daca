namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>The units of time that date operators take.</summary>
internal enum DateUnit
{
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
