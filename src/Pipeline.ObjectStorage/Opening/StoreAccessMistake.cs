namespace Pipeline.ObjectStorage.Opening;

/// <summary>What is wrong with one field of a <see cref="StoreAccess"/>.</summary>
/// <param name="Property">The field, as <c>nameof</c> gives it.</param>
/// <param name="Problem">What is wrong and what to do, as it follows the field's name; never a value.</param>
public sealed record StoreAccessMistake(string Property, string Problem);
