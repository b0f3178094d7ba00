import { mongo } from 'mongoose';

/** The plain driver, for looking behind the store. */
export const { MongoClient } = mongo;
