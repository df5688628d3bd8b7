package dev.signet.chaos.history;

/** What a client asks of a dataset. */
public sealed interface DatasetOp extends Op
        permits DatasetOp.DatasetRead, Op.Write, Op.Delete, Op.Subscribe, Op.Unsubscribe {
    DatasetId dataset();

    /** What only reads. */
    sealed interface DatasetRead extends DatasetOp permits Op.Read, Op.Describe {}
}
