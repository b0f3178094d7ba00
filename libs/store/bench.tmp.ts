import { createTelemetry } from '@convoscope/telemetry';
import { connectStore } from '@convoscope/store';
const telemetry = createTelemetry({ service: 'b', logLevel: 'silent' });
const uri=process.argv[2]!; const store = await connectStore({ uri, database: 'bench_store_x', telemetry });
await store.migrate();
const N=10000;
const msg=(i:number)=>({conversationId:`c-${i}`,source:'s',revision:'0123456789abcdef0123456789abcdef',sequence:1767603600000,pass:0,startedAt:'2026-01-05T09:00:00.000Z',endedAt:'2026-01-05T09:01:00.000Z',userId:`u${i%50}`,model:'m',nMessages:8,title:'Title',metadata:{a:1},messages:Array.from({length:8},(_,k)=>({index:k,role:'user',content:'lorem ipsum '.repeat(20),sentAt:'2026-01-05T09:00:00.000Z'})),tenant:'t',sourceRowId:String(i),ingestedAt:new Date(),deletedAt:null});
const cat=(i:number)=>({...msg(i),messages:Array.from({length:8},(_,k)=>({index:k,role:'user',nCharacters:5,nWords:1,sentiment:0,latencySeconds:null,isError:false})),language:'en',topic:{label:'a',confidence:1,alternatives:[],evidence:[]},intent:{label:'q',confidence:1},sentiment:{label:'neutral',score:0,confidence:1},quality:{score:1,issues:[]},modelVersion:'m',taxonomyVersion:'t',categorisedAt:new Date()});
const timed=async(name:string,make:(i:number)=>any,write:(docs:any[])=>Promise<any>)=>{const docs=Array.from({length:N},(_,i)=>make(i));const t=performance.now();for(let i=0;i<N;i+=500) await write(docs.slice(i,i+500));const s=(performance.now()-t)/1000;console.log(name,Math.round(N/s),'docs/s');};
for (const round of ['insert','repeat']) {
await timed(round+' messages',msg,d=>store.messages.upsertMany('t',d));
await timed(round+' categories',cat,d=>store.categories.upsertMany('t',d));
await timed(round+' analytics conversation',i=>{const m=msg(i);const {messages,metadata,tenant,sourceRowId,ingestedAt,deletedAt,...ref}=m;return {section:'conversation',value:{...ref,date:'2026-01-05',nUserMessages:4,nCharacters:5,durationSeconds:3}}},d=>store.analytics.upsertSections('t',d,new Date()));
await timed(round+' analytics category',i=>({section:'category',conversationId:`c-${i}`,value:{sequence:1,pass:0,topic:'a',topicConfidence:1,intent:'q',sentiment:'neutral',sentimentScore:0,quality:1,qualityIssues:[],nErrors:0,meanLatencySeconds:null,taxonomyVersion:'t'}}),d=>store.analytics.upsertSections('t',d,new Date()));
}
await timed('older categories',i=>({...cat(i),sequence:1}),d=>store.categories.upsertMany('t',d));
const {mongo}=await import('mongoose'); const raw=await new mongo.MongoClient(uri).connect();
const rc=raw.db('bench_store_x').collection('raw'); await timed('raw driver insertMany categories',cat,d=>rc.insertMany(d));
await raw.db('bench_store_x').dropDatabase(); await raw.close(); await store.close(); await telemetry.close();
