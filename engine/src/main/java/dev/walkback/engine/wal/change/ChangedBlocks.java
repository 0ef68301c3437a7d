package dev.walkback.engine.wal.change;

/** Is told, record by record, what changes. Numbers are 32 bits without a sign. */
interface ChangedBlocks {

    /** @param fork 0 for the main one, the only one that increments are made of */
    void block(int tablespace, int database, int relation, int fork, int number);

    /**
     * The relation's main fork was made, cut or given away, so that nothing of what was there from this page on is there for certain.
     *
     * @param relation 0 for all of the database
     * @param pages how many are left; 0 where it is made or gone
     */
    void cut(int tablespace, int database, int relation, int pages);
}
