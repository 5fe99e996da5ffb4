// Live tensors are counted for the whole process, and one core is enough for all.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
