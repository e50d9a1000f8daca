namespace Pipeline.ObjectStorage;

/// <summary>Which writes of an S3-compatible server heed <c>If-None-Match: *</c>. One that doesn't know the header replaces the object without a word.</summary>
public enum S3ConditionalWrites
{
    /// <summary>PutObject alone, as Ceph's radosgw does. What needs more is led through a PutObject.</summary>
    PutOnly,

    /// <summary>PutObject, CompleteMultipartUpload and CopyObject, as Amazon S3 does.</summary>
    All,
}
