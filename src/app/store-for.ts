import { openStore, type Store, type StoreOptions } from '../store/store.ts';
import type { Settings } from './settings.ts';

/** Opens the store of a process with these settings. Throws what `openStore` does. */
export const openStoreFor = (settings: Settings, more: Pick<StoreOptions, 'join' | 'connections'>): Promise<Store> =>
  openStore({ ...storeOptions(settings), ...more });

/** Where a process with these settings keeps everything. */
function storeOptions(settings: Settings): StoreOptions {
  const {
    s3Endpoint: endpoint,
    s3Bucket: bucket,
    s3AccessKeyId: accessKeyId,
    s3SecretAccessKey: secretAccessKey,
  } = settings;
  const hasS3 = endpoint !== null && bucket !== null && accessKeyId !== null && secretAccessKey !== null;
  return {
    folder: settings.data,
    databaseUrl: settings.databaseUrl,
    s3: hasS3 ? { endpoint, bucket, region: settings.s3Region, accessKeyId, secretAccessKey } : null,
  };
}
