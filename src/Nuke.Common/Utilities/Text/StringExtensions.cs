namespace Nuke.Common.Utilities;

/// <summary>Operations on strings. The files beside this one hold them by concept.</summary>
public static partial class StringExtensions;
