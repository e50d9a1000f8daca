namespace Pipeline.ObjectStorage.Moving;

/// <summary>How far a move is.</summary>
/// <param name="Pass">Which time the source is gone through, from 1.</param>
/// <param name="Looked">Objects looked at in this pass.</param>
/// <param name="Copied">Objects copied in all passes.</param>
/// <param name="CopiedBytes">Their bytes.</param>
/// <param name="Failed">Objects that failed.</param>
public sealed record StoreMoveProgress(int Pass, long Looked, long Copied, long CopiedBytes, long Failed);
